"""A policy behind gRPC: `python3 examples/grpc_policy.py`, then `twin compare --add mine=grpc:localhost:50061`."""
from concurrent import futures

import grpc
import numpy as np
from loantwin.v1 import array_pb2, study_pb2


def act(request, context):
    observations = np.frombuffer(request.observations.data, "<f4").reshape(-1, 13)
    actions = np.zeros((len(observations), 3), "<f4")
    actions[:, 0] = np.where(observations[:, 7] > 0.06, 0.05, 0.0)  # tightens while unemployment is above 6 %
    array = array_pb2.NDArray(dtype=array_pb2.DTYPE_FLOAT32, shape=actions.shape, data=actions.tobytes())
    return study_pb2.ActResponse(actions=array)


handler = grpc.unary_unary_rpc_method_handler(
    act, study_pb2.ActRequest.FromString, study_pb2.ActResponse.SerializeToString)
server = grpc.server(futures.ThreadPoolExecutor(2))
server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("loantwin.v1.LoanTwin", {"Act": handler}),))
server.add_insecure_port("localhost:50061")
server.start()
server.wait_for_termination()
