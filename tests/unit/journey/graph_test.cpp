#include "engine/journey/graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <cstdint>

#include "engine/base/complaint.h"
#include "tests/unit/journey/company.h"

namespace silowalk {
namespace {

using namespace testing_company;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

std::vector<std::string> names(JourneyGraph const& graph, std::vector<int> const& vertices) {
  std::vector<std::string> result;
  for (int each : vertices) result.push_back(graph.name(each));
  return result;
}

TEST(JourneyGraph, ProbabilitiesOfOutcomesAndShares) {
  Scenario scenario = plain({{"a", {"b", "out"}}, {"b", {"out"}}});
  scenario.silos.push_back(silo("two"));
  Touchpoint& a = scenario.touchpoints[0];
  a.success = 0.7;
  a.recovery = 0.5;
  a.next[0] = {route("b", 0.25), route("out", 0.75)};
  a.next[1] = {route("b", 1)};
  a.next[1][0].handoff = 0.4;
  scenario.touchpoints[1].silo = "two";
  scenario.organisation.communication = 0.25;
  JourneyGraph const graph(scenario);
  ASSERT_EQ(graph.edges().size(), 4u);
  EXPECT_DOUBLE_EQ(graph.edges()[0].probability, 0.85 * 0.25);
  EXPECT_DOUBLE_EQ(graph.edges()[1].probability, 0.85 * 0.75);
  EXPECT_DOUBLE_EQ(graph.edges()[2].probability, 0.15);
  EXPECT_TRUE(graph.edges()[0].handoff);
  EXPECT_FALSE(graph.edges()[1].handoff);
  EXPECT_DOUBLE_EQ(graph.edges()[2].context_lost, 0.3);
}

TEST(JourneyGraph, RoutesOfOutcomesThatCannotHappenAreNotPossible) {
  Scenario scenario = plain({{"a", {"out"}}, {"b", {"out"}}});
  Touchpoint& a = scenario.touchpoints[0];
  a.next[1] = {route("b")};
  a.next[2] = {route("b")};
  a.next[3] = {route("b")};
  EXPECT_FALSE(JourneyGraph(scenario).reachable({0})[1]);
  a.handling = Distribution::exponential(0.01);
  a.patience = Distribution::exponential(0.01);
  EXPECT_FALSE(JourneyGraph(scenario).reachable({0})[1]) << "nobody waits where nobody is limited";
  scenario.silos[0].agents = 1;
  EXPECT_TRUE(JourneyGraph(scenario).reachable({0})[1]);
  a.patience.reset();
  scenario.silos[0].room = 3;
  EXPECT_TRUE(JourneyGraph(scenario).reachable({0})[1]) << "turned away";
}

TEST(JourneyGraph, UnresolvedNamesAreAllReportedWithGuesses) {
  Scenario scenario = plain({{"alpha", {"out"}}, {"beta", {"aplha", "outt"}}});
  scenario.segments[0].entry = "alpah";
  scenario.touchpoints[1].silo = "onee";
  try {
    JourneyGraph const graph(scenario);
    FAIL();
  } catch (InvalidInput const& error) {
    std::vector<std::string> guesses;
    for (Complaint const& each : error.complaints()) guesses.push_back(each.guess);
    EXPECT_THAT(guesses, UnorderedElementsAre("alpha", "out", "alpha", "one"));
  }
}

TEST(JourneyGraph, ComponentsAndClosedClasses) {
  // a -> b <-> c, b -> d <-> e (nobody leaves d and e), a -> out.
  Scenario const scenario = plain({{"a", {"b", "out"}}, {"b", {"c", "d"}}, {"c", {"b"}}, {"d", {"e"}}, {"e", {"d"}}});
  JourneyGraph const graph(scenario);
  std::vector<int> const component = graph.components();
  EXPECT_EQ(component[1], component[2]);
  EXPECT_EQ(component[3], component[4]);
  EXPECT_NE(component[1], component[3]);
  ASSERT_EQ(graph.closed_classes().size(), 1u);
  EXPECT_THAT(names(graph, graph.closed_classes()[0]), ElementsAre("d", "e"));
  EXPECT_THAT(graph.reaches_exit(), ElementsAre(true, false, false, false, false, true));
}

TEST(JourneyGraph, UnavoidableTouchpoints) {
  // a -> {b, c} -> d -> {e, out}, e -> d: all pass a and d; b, c and e can be avoided.
  Scenario const diamond = plain({{"a", {"b", "c"}}, {"b", {"d"}}, {"c", {"d"}}, {"d", {"e", "out"}}, {"e", {"d"}}});
  JourneyGraph const graph(diamond);
  EXPECT_THAT(names(graph, graph.unavoidable(0)), ElementsAre("a", "d"));
  EXPECT_THAT(names(graph, graph.unavoidable(vertex(diamond, "b"))), ElementsAre("b", "d"));
}

TEST(JourneyGraph, WhereTwoExitsLieApartOnlyTheCommonWayIsUnavoidable) {
  Scenario scenario = plain({{"a", {"b"}}, {"b", {"c", "d"}}, {"c", {"out"}}, {"d", {"end"}}});
  scenario.exits.push_back(exit_to("end", Exit::Kind::end));
  JourneyGraph const graph(scenario);
  EXPECT_THAT(names(graph, graph.unavoidable(0)), ElementsAre("a", "b"));
}

TEST(JourneyGraph, AJourneyWithoutExitVisitsItsOnlyClosedClass) {
  Scenario const scenario = plain({{"order", {"bill", "call"}}, {"bill", {"bill", "call"}}, {"call", {"bill"}}});
  JourneyGraph const graph(scenario);
  EXPECT_THAT(names(graph, graph.unavoidable(0)), UnorderedElementsAre("order", "bill", "call"));
}

// Against Boost's Lengauer-Tarjan on random graphs: the dominators of a virtual end behind all exits.
class SmallRandom {
 public:
  explicit SmallRandom(std::uint64_t seed) : state_(seed) {}
  int below(int n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(n));
  }

 private:
  std::uint64_t state_;
};

std::vector<int> dominators_of_the_end(Scenario const& scenario) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
  JourneyGraph const journey(scenario);
  Graph graph(static_cast<std::size_t>(journey.vertices()) + 1);
  std::size_t const end = static_cast<std::size_t>(journey.vertices());
  for (JourneyEdge const& each : journey.edges()) {
    add_edge(static_cast<std::size_t>(each.from), static_cast<std::size_t>(each.to), graph);
  }
  for (std::size_t i = static_cast<std::size_t>(journey.touchpoints()); i < end; ++i) add_edge(i, end, graph);
  auto const nobody = boost::graph_traits<Graph>::null_vertex();
  std::vector<std::size_t> dominator(end + 1, nobody);
  boost::lengauer_tarjan_dominator_tree(
      graph, 0, boost::make_iterator_property_map(dominator.begin(), get(boost::vertex_index, graph)));
  std::vector<int> result;
  for (std::size_t at = dominator[end]; at != nobody; at = dominator[at]) {
    if (at < static_cast<std::size_t>(journey.touchpoints())) result.push_back(static_cast<int>(at));
  }
  return {result.rbegin(), result.rend()};
}

TEST(JourneyGraph, UnavoidableAgreesWithLengauerAndTarjan) {
  SmallRandom random(7);
  int not_trivial = 0;
  for (int trial = 0; trial < 400; ++trial) {
    int const size = 4 + random.below(12);
    std::vector<std::pair<std::string, std::vector<std::string>>> routes;
    for (int i = 0; i < size; ++i) {
      // Mostly forwards, some backwards, and the last leads out: everybody can reach the exit.
      std::vector<std::string> targets{i + 1 < size ? "t" + std::to_string(i + 1) : "out"};
      if (random.below(3) == 0) targets.push_back("t" + std::to_string(random.below(size)));
      if (random.below(4) == 0) targets.push_back("t" + std::to_string(std::min(size - 1, i + 1 + random.below(4))));
      routes.emplace_back("t" + std::to_string(i), targets);
    }
    Scenario const scenario = plain(routes);
    std::vector<int> const expected = dominators_of_the_end(scenario);
    ASSERT_EQ(JourneyGraph(scenario).unavoidable(0), expected) << "trial " << trial;
    if (expected.size() > 1 && static_cast<int>(expected.size()) < size) ++not_trivial;
  }
  EXPECT_GT(not_trivial, 200);
}

TEST(JourneyGraph, ALongChainNeedsNoDeepStack) {
  std::vector<std::pair<std::string, std::vector<std::string>>> routes;
  int const size = 65000;
  for (int i = 0; i < size; ++i) {
    routes.emplace_back("t" + std::to_string(i),
                        std::vector<std::string>{i + 1 < size ? "t" + std::to_string(i + 1) : "out"});
  }
  JourneyGraph const graph(plain(routes));
  EXPECT_EQ(graph.unavoidable(0).size(), static_cast<std::size_t>(size));
  EXPECT_TRUE(graph.closed_classes().empty());
}

}  // namespace
}  // namespace silowalk
