#include "small.h"

namespace silowalk {
namespace {

TEST(Overrides, AreParsed) {
  Override const change = parse_override("silo.care.agents = 30");
  EXPECT_EQ(change.path, "silo.care.agents");
  EXPECT_EQ(change.value, "30");
  EXPECT_EQ(change.origin, "--set");
  EXPECT_EQ(parse_override("a.b=c=d").value, "c=d");
  for (std::string const text : {"", "silo.care.agents", "=3", "silo.care.agents="})
    EXPECT_THROW(parse_override(text), InvalidInput) << text;
}

TEST(Overrides, SetWhatIsThereAndWhatIsNot) {
  EXPECT_EQ(with({"silo.care.agents=30"}).silos[1].agents, 30);
  EXPECT_EQ(with({"silo.web.agents=7"}).silos[0].agents, 7);
  EXPECT_EQ(with({"segment.all.arrivals=25 per day"}).segments[0].arrivals, 25);
  EXPECT_EQ(with({"segment.all.churn.rate='1 per day'"}).segments[0].churn.rate, 1);
  EXPECT_EQ(with({"horizon.start=2025-03-01"}).horizon.start, *parse_date("2025-03-01"));
  EXPECT_EQ(with({"name=Two words"}).name, "Two words");
  EXPECT_EQ(with({"silo.care.attrition={ rate = \"2 per day\" }"}).silos[1].attrition.rate, 2);
  EXPECT_TRUE(with({"organisation.rule=enterprise"}).organisation.written);
}

TEST(Overrides, TheLastOneWins) { EXPECT_EQ(with({"silo.care.agents=4", "silo.care.agents=5"}).silos[1].agents, 5); }

TEST(Overrides, RoutesByNumberAndByTarget) {
  std::vector<Route> const by_number =
      with({"touchpoint.order.next.0.share=0.5", "touchpoint.order.next.0.after=3 days"}).touchpoints[0].next[0];
  EXPECT_EQ(by_number[0].share, 0.5);
  EXPECT_EQ(by_number[0].after.a, 3);
  EXPECT_EQ(by_number[1].share, 0.5);  // the rest
  EXPECT_EQ(with({"touchpoint.order.next.order.share=0.25"}).touchpoints[0].next[0][1].share, 0.75);
}

TEST(Overrides, ParametersOfDistributions) {
  std::vector<std::string> const changes = {
      "touchpoint.order.handling={ distribution = 'lognormal', mean = '9 min', cv = 1 }",
      "touchpoint.order.handling.mean=18 min"};
  Distribution const handling = *with(changes).touchpoints[0].handling;
  EXPECT_EQ(handling.a, 18.0 / 1440);
  EXPECT_EQ(handling.b, 1);
  EXPECT_NE(said(small(), {"touchpoint.order.handling=9 min", "touchpoint.order.handling.mean=3 min"}), "");
}

TEST(Overrides, ComplainWithTheirOrigin) {
  try {
    parse_scenario(small(), "small.toml", {{"silo.care.agnets", "3", "lever 'more care'"}});
    FAIL();
  } catch (InvalidInput const& invalid) {
    Complaint const& complaint = invalid.complaints().at(0);
    EXPECT_EQ(complaint.where.file, "lever 'more care'");
    EXPECT_EQ(complaint.guess, "silo.care.agents");
    EXPECT_EQ(complaint.excerpt, "silo.care.agnets=3");
  }
}

TEST(Overrides, PassTheSameChecks) {
  EXPECT_NE(said(small(), {"segment.all.trust=1.5"}).find("segment.all.trust is 1.5"), std::string::npos);
  EXPECT_NE(said(small(), {"segment.all.entry=odrer"}).find("did you mean 'order'"), std::string::npos);
  EXPECT_NE(said(small(), {"exit.lost.kind=churn"}), "");  // an override changes, it does not add
}

TEST(Overrides, OddValuesAreTextsOrMistakesNeverCrashes) {
  for (std::string const value :
       {"[", "\"", "1\nsilo.care.agents=3", "{ a = ", "[[[[[[[[", "\xff", "''", "a.b = 3", "inf", "#"})
    said(small(), {"name=" + value, "silo.care.cost=" + value, "touchpoint.order.next=" + value});
  EXPECT_EQ(with({"name=[unclosed"}).name, "[unclosed");
  for (std::string const bytes : {"\xff", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"})
    EXPECT_NE(said(small(), {"name=" + bytes}).find("not UTF-8"), std::string::npos);
  EXPECT_EQ(with({"name=\xE2\x82\xAC \xF0\x9F\x98\x80"}).name, "\xE2\x82\xAC \xF0\x9F\x98\x80");
}

}  // namespace
}  // namespace silowalk
