from loantwin.v1 import session_pb2 as _session_pb2
from loantwin.v1 import spec_pb2 as _spec_pb2
from loantwin.v1 import study_pb2 as _study_pb2
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor
