"""tests/benchmarks/scenarios against the definitions of the workloads, number by number."""
import json
import math
import os
import sys
import unittest

try:
    import tomllib
except ImportError:
    sys.exit(77)  # Python before 3.11

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
BENCH = os.path.join(ROOT, "..", "shared", "bench")


def scenario(name):
    with open(os.path.join(ROOT, "tests", "benchmarks", "scenarios", name), "rb") as file:
        return tomllib.load(file)


def number(text):
    return float(text.split()[0])


class SharesSum(unittest.TestCase):
    def test_every_list_of_routes(self):
        for name in ("w1.toml", "w2.toml", "w2t_100000.toml", "w2t_1000000.toml"):
            for touchpoint in scenario(name)["touchpoint"].values():
                self.assertAlmostEqual(sum(r["share"] for r in touchpoint["next"]["success"]), 1, places=12)


@unittest.skipUnless(os.path.exists(os.path.join(BENCH, "w1.json")), "no ../shared/bench: nothing to compare with")
class SameAsDefined(unittest.TestCase):
    def workload(self, name):
        with open(os.path.join(BENCH, name), encoding="utf-8") as file:
            return json.load(file)

    def test_w1(self):
        ours = scenario("w1.toml")
        for defined in self.workload("w1.json")["touchpoints"]:
            touchpoint = ours["touchpoint"][defined["name"]]
            self.assertEqual(touchpoint["silo"], defined["silo"])
            self.assertEqual(touchpoint.get("revenue", 0) - touchpoint.get("cost", 0), defined["revenue_per_visit"])
            routes = touchpoint["next"]["success"]
            self.assertEqual({r["to"]: r["share"] for r in routes}, {k.lower(): v for k, v in defined["next"].items()})
            for dwell in (r["after"] for r in routes):
                self.assertEqual(dwell["distribution"], defined["dwell"]["dist"])
                self.assertEqual(number(dwell["mean"]), defined["dwell"]["mean"])
                if "sigma_log" in defined["dwell"]:
                    self.assertAlmostEqual(math.log(1 + dwell["cv"] ** 2), defined["dwell"]["sigma_log"] ** 2, places=12)

    def test_w2_and_with_time_to_think(self):
        defined = self.workload("w2.json")
        for name, in_flight in (("w2.toml", 0), ("w2t_100000.toml", 1e5), ("w2t_1000000.toml", 1e6)):
            ours = scenario(name)
            thinking = 0.0
            for silo in defined["silos"]:
                self.assertEqual(ours["silo"][silo["name"]]["agents"], silo["servers"])
                touchpoint = ours["touchpoint"][silo["name"] + "_visit"]
                self.assertEqual(number(touchpoint["handling"]["mean"]), silo["mean_service_exp"])
                segment = ours["segment"].get("from_" + silo["name"], {"arrivals": "0 per hour"})
                self.assertAlmostEqual(number(segment["arrivals"]), 60 * silo["external_poisson_rate"], places=9)
                for route in touchpoint["next"]["success"]:
                    share = silo["routing"]["EXIT" if route["to"] == "left" else route["to"].removesuffix("_visit")]
                    self.assertEqual(route["share"], share)
                    think = number(route["after"]["mean"]) if "after" in route else 0.0
                    thinking += defined["exact"]["arrival_rate"][silo["name"]] * share * think
            self.assertAlmostEqual(thinking, in_flight, delta=1e-6 * in_flight)
            placed = sum(s.get("customers", 0) for s in ours["segment"].values())
            self.assertAlmostEqual(placed, in_flight, delta=2)


if __name__ == "__main__":
    unittest.main()
