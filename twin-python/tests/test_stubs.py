"""The checked-in stubs say what the protocol says."""

import tempfile
from pathlib import Path

import pytest
from google.protobuf import descriptor_pb2

from loantwin.v1 import array_pb2, error_pb2, service_pb2, session_pb2, spec_pb2, study_pb2, world_pb2

PROTO = Path(__file__).parents[2] / "proto/src/main/proto"
STUBS = {
    f"loantwin/v1/{module.__name__.rpartition('.')[2].removesuffix('_pb2')}.proto": module
    for module in (array_pb2, error_pb2, service_pb2, session_pb2, spec_pb2, study_pb2, world_pb2)
}


def compiled(files):
    protoc = pytest.importorskip("grpc_tools.protoc")
    from importlib import resources

    well_known = str(resources.files("grpc_tools") / "_proto")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "set"
        paths = [f"-I{PROTO}", f"-I{well_known}", f"--descriptor_set_out={out}", *files]
        assert protoc.main(["protoc", *paths]) == 0
        return descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes()).file


def test_stubs_are_those_of_the_protocol():
    files = sorted(str(path.relative_to(PROTO)) for path in PROTO.glob("loantwin/v1/*.proto"))
    assert files == sorted(STUBS), "run twin-python/tools/generate_stubs.sh"
    for file in compiled(files):
        checked_in = descriptor_pb2.FileDescriptorProto()
        STUBS[file.name].DESCRIPTOR.CopyToProto(checked_in)
        assert without_json_names(file) == without_json_names(checked_in), "run twin-python/tools/generate_stubs.sh"


def without_json_names(file):
    copy = descriptor_pb2.FileDescriptorProto()
    copy.CopyFrom(file)
    pending = list(copy.message_type)
    while pending:
        message = pending.pop()
        pending += message.nested_type
        for field in message.field:
            field.ClearField("json_name")
    return copy
