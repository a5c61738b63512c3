#include "engine/journey/write_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/journey/company.h"

namespace silowalk {
namespace {

using namespace testing_company;
using ::testing::HasSubstr;
using ::testing::Not;

Scenario two_silos() {
  Scenario scenario = plain({{"order", {"bill"}}, {"bill", {"bill", "out"}}});
  scenario.name = "Say \"hello\" & <go>";
  scenario.silos = {silo("sales"), silo("billing")};
  scenario.silos[0].agents = 3;
  scenario.touchpoints[0].silo = "sales";
  scenario.touchpoints[1].silo = "billing";
  scenario.touchpoints[0].next[0][0].handoff = 0.25;
  scenario.touchpoints[0].next[1] = {route("out")};  // never taken
  scenario.touchpoints[1].stage = "pay & stay";
  return scenario;
}

TEST(WriteGraph, Dot) {
  Scenario const scenario = two_silos();
  EXPECT_EQ(to_dot(scenario, JourneyGraph(scenario)), R"dot(digraph "Say \"hello\" &amp; <go>" {
  rankdir=LR;
  node [shape=box, style=rounded, fontname="sans-serif"];
  edge [fontname="sans-serif", fontsize=10];
  subgraph "cluster_sales" {
    label="sales (3 agents)";
    style=rounded;
    color="#7f8c8d";
    "order" [label="order"];
  }
  subgraph "cluster_billing" {
    label="billing";
    style=rounded;
    color="#7f8c8d";
    "bill" [label="bill"];
  }
  "out" [shape=doublecircle, color="#c0392b"];
  "segment:all" [label="all", shape=plaintext];
  "segment:all" -> "order" [style=dotted];
  "order" -> "bill" [label="success 100 %\n1 d\ncontext lost 25 %", color="#c0392b", penwidth=2, class="handoff"];
  "bill" -> "bill" [label="success 50 %\n1 d"];
  "bill" -> "out" [label="success 50 %\n1 d"];
}
)dot");
}

TEST(WriteGraph, GraphMl) {
  Scenario const scenario = two_silos();
  std::string const text = to_graphml(scenario, JourneyGraph(scenario), true);
  EXPECT_THAT(text, HasSubstr(R"(    <graph id="s1:" edgedefault="directed">
    <node id="n1">
      <data key="name">bill</data>
      <data key="kind">touchpoint</data>
      <data key="silo">billing</data>
      <data key="stage">pay &amp; stay</data>
      <data key="success">1</data>
    </node>
    </graph>
)"));
  EXPECT_THAT(text, HasSubstr(R"(    <edge source="n0" target="n1">
      <data key="outcome">success</data>
      <data key="share">1</data>
      <data key="probability">1</data>
      <data key="dwell">1</data>
      <data key="handoff">true</data>
      <data key="context_lost">0.25</data>
    </edge>
)"));
  EXPECT_THAT(to_graphml(scenario, JourneyGraph(scenario), false), Not(HasSubstr("<graph id=\"s1:\"")));
}

TEST(WriteGraph, AnyTextIsEscaped) {
  Scenario scenario = two_silos();
  scenario.touchpoints[0].name = "a\"\\\n<\x01>";
  scenario.segments[0].entry = scenario.touchpoints[0].name;
  JourneyGraph const graph(scenario);
  EXPECT_THAT(to_dot(scenario, graph), HasSubstr(R"("a\"\\\n<)"));
  EXPECT_THAT(to_graphml(scenario, graph, true), HasSubstr("a&quot;\\&#10;&lt;\xEF\xBF\xBD&gt;"));
}

}  // namespace
}  // namespace silowalk
