#!/usr/bin/env bash
# Generates src/loantwin/v1/*_pb2.py(i) from proto/. Generated code of protobuf 6 runs on 6 and 7; grpcio-tools 1.72 has
# the oldest generator of 6, which allows the most users. Needs a virtual environment with: pip install "grpcio-tools==1.72.*"
set -eu
cd "$(dirname "$0")/../../proto/src/main/proto"
python -m grpc_tools.protoc -I. --python_out=../../../../twin-python/src --pyi_out=../../../../twin-python/src loantwin/v1/*.proto
