"""The bare queue M/M/c in SimPy, without any telephony: what our simulation stands beside.

python3 mmc.py CALLS OPERATORS RATE_PER_HOUR SERVICE_SECONDS SEED
prints {"calls", "meanWaitSeconds", "cpuSeconds", "version"} as JSON.
"""
import json
import random
import sys
import time

import simpy

calls, operators, rate, service, seed = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]), int(sys.argv[5])
draw = random.Random(seed).expovariate
waited = 0.0


def call(env, team):
    global waited
    came = env.now
    with team.request() as turn:
        yield turn
        waited += env.now - came
        yield env.timeout(draw(1 / service))


def traffic(env, team):
    for _ in range(calls):
        yield env.timeout(draw(rate / 3600))
        env.process(call(env, team))


started = time.process_time()
world = simpy.Environment()
world.process(traffic(world, simpy.Resource(world, capacity=operators)))
world.run()
print(json.dumps({
    "calls": calls,
    "meanWaitSeconds": waited / calls,
    "cpuSeconds": time.process_time() - started,
    "version": getattr(simpy, "__version__", "3"),
}))
