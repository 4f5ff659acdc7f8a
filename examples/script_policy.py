"""A policy for `twin compare --add 'mine=script:python3 examples/script_policy.py'`: tightens while unemployment is above 6 %."""
import json, sys

for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello":
        unemployment = message["observation"].index("unemployment_rate")
        print(json.dumps({"ready": True}), flush=True)
    elif message["type"] == "act":
        tight = message["observation"][unemployment] > 0.06
        assert message["info"]["capital_ratio"] > 0
        print(json.dumps({"action": [0.05 if tight else 0.0, 0.0, 0.0]}), flush=True)
