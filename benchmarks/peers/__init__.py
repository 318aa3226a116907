"""Two core rules, MEL-01 and UND-03 by the law, decided by rule engines and validators others have made.

pip install -e '.[bench]'
python -m benchmarks.peers [--saker 100000] [--runder 3]
"""
