#include "engine/scenario/language/schema.h"

#include <array>

#include "engine/scenario/lever_set.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline scenario {
namespace {

using namespace ranges;

constexpr std::string_view source_doc = "where the figures come from; \"invented\" marks them as assumed";

/// Returns the names of an enumeration, separated by bars.
template <auto const& names>
struct Choices {
  static constexpr std::size_t size = [] {
    std::size_t sum = names.size() - 1;
    for (std::string_view const name : names) sum += name.size();
    return sum;
  }();
  static constexpr std::array<char, size> text = [] {
    std::array<char, size> out{};
    std::size_t at = 0;
    for (std::string_view const name : names) {
      if (at > 0) out[at++] = '|';
      for (char const c : name) out[at++] = c;
    }
    return out;
  }();
};
template <auto const& names>
constexpr std::string_view choices{Choices<names>::text.data(), Choices<names>::size};

using enum Type;

constexpr std::string_view range_doc =
    "between which values a number of this table plausibly lies; `--invented` moves it to these bounds, in place of 20 "
    "%, whatever the `source`";

// In the order in which they are documented and printed.
constexpr Key table[] = {
    {Part::root, "extends", text, any, "", false, "\"company.toml\"",
     "base scenario file, path relative to this file; its tables are merged with these key by key, lists are replaced"},
    {Part::root, "name", text, any, "\"\"", false, "\"Example telecom\"", "title of the scenario, shown in reports"},
    {Part::root, "about", text, any, "\"\"", false, "\"Before the merger\"", "one or two sentences about its purpose",
     prose},
    {Part::root, "currency", text, any, "\"EUR\"", false, "\"EUR\"", "the unit of every amount of money"},
    {Part::root, "seed", seed, any, "1", false, "1", "seed of the random numbers: same seed, same results"},
    {Part::root, "tolerance_by", choice, any, "\"open\"", false, "\"clock\"",
     "hours that waits, `patience` and `tolerance` count; open: hours with an agent on duty; clock: all hours",
     choices<wait_clock_names>},
    {Part::root, "horizon", part, any, "", false, "{ months = 36 }", "the simulated period", "", Part::horizon},
    {Part::root, "segment", named_parts, any, "", true, "", "the kinds of customer", "", Part::segment},
    {Part::root, "silo", named_parts, any, "", true, "", "the departments", "", Part::silo},
    {Part::root, "touchpoint", named_parts, any, "", true, "", "the steps of the journey", "", Part::touchpoint},
    {Part::root, "exit", named_parts, any, "", false, "", "where journeys end", "", Part::exit},
    {Part::root, "initiative", named_parts, any, "", false, "", "work that a silo can do", "", Part::initiative},
    {Part::root, "organisation", part, any, "", false, "{ rule = \"own-score\" }", "how work is chosen", "",
     Part::organisation},
    {Part::root, "listening", named_parts, any, "", false, "",
     "how the company learns about its customers; without any: all surveys and operations data, without delay", "",
     Part::listening},
    {Part::root, "goal", named_parts, any, "", false, "", "goals of the company", "", Part::goal},
    {Part::root, "guardrail", named_parts, any, "", false, "", "limits for all decisions", "", Part::guardrail},
    {Part::root, "routes", csv, any, "", false, "{ csv = \"routes.csv\" }",
     "routes of many touchpoints in one CSV file, path relative to this file; columns from, outcome, to; optional: "
     "share, after (or distribution and its parameters), handoff, elasticity"},

    {Part::horizon, "start", date, any, "2024-01-01", false, "2026-01-01",
     "first day of month 0; fixes weekdays, hours and calendar months"},
    {Part::horizon, "months", whole, between(1, 1200), "12", false, "36",
     "number of months reported (a month is 365.25/12 days)"},
    {Part::horizon, "length", duration, some_time, "", false, "\"100 days\"",
     "end of the simulation, if before the end of the last month"},
    {Part::horizon, "warm_up", duration, time, "0", false, "\"6 months\"", "simulated before month 0, not counted"},
    {Part::horizon, "discount", yearly, between(0, 10), "0", false, "\"8 % per year\"",
     "effective discount rate per year; money is multiplied by (1 + discount)^(-years)"},

    {Part::segment, "title", text, any, "\"\"", false, "\"Month to month\"", "title shown in reports"},
    {Part::segment, "source", text, any, "\"\"", false, "\"billing extract, March\"", source_doc, prose},
    {Part::segment, "range", plausible, any, "{}", false, "{ churn.rate = [\"0.01 per month\", \"0.03 per month\"] }",
     range_doc},
    {Part::segment, "customers", whole, between(0, 1e9), "0", false, "100000",
     "target number of customers at month 0; placed at the start of the warm-up"},
    {Part::segment, "start", choice, any, "\"steady\"", false, "\"entry\"",
     "initial place of these customers: distributed as in the steady state, or all at `entry`", choices<start_names>},
    {Part::segment, "tenure", distribution, any, "", false, "{ distribution = \"exponential\", mean = \"2 years\" }",
     "time since joining of the customers placed at the start; without it, 0"},
    {Part::segment, "arrivals", rate, per_day, "0", false, "\"125 per day\"", "newcomers, a Poisson process"},
    {Part::segment, "season", factors, between(0, 1000), "[]", false, "[1, 1, 1, 1, 1, 1, 1, 1, 1.2, 1, 1.1, 1.4]",
     "factors on `arrivals` by calendar month, January first; their mean is not rescaled", "12"},
    {Part::segment, "weekdays", factors, between(0, 1000), "[]", false, "[1, 1, 1, 1, 1, 0.5, 0]",
     "factors on `arrivals` by weekday, Monday first", "7"},
    {Part::segment, "hours", factors, between(0, 1000), "[]", false,
     "[0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0]",
     "factors on `arrivals` by hour of the day, midnight first", "24"},
    {Part::segment, "any_hour", flag, any, "false", false, "true",
     "newcomers also arrive while the silo of `entry` is closed; else they arrive when it opens next"},
    {Part::segment, "entry", name, any, "", true, "\"order\"", "the touchpoint where newcomers begin"},
    {Part::segment, "revenue", money_rate, amount, "0", false, "\"61.20 per month\"",
     "subscription revenue of one customer"},
    {Part::segment, "trust", probability, inside(0, 1), "0.5", false, "0.65",
     "baseline trust, as a probability; computed on the log-odds scale"},
    {Part::segment, "memory", duration, some_time, "", false, "\"120 days\"",
     "time constant with which trust returns to its baseline; without it, trust stays"},
    {Part::segment, "churn", part, any, "", false, "{ rate = \"0.025 per month\" }", "churn between visits", "",
     Part::churn},
    {Part::segment, "pace_cv", number, between(0, 100), "0", false, "0.3",
     "coefficient of variation of the customers' pace (gamma, mean 1), which divides their dwell times"},
    {Part::segment, "worth", money, amount, "", false, "850",
     "value of a customer still present at the close; without it, computed"},

    {Part::churn, "rate", rate, per_day, "0", false, "\"0.025 per month\"", "hazard of churn at baseline trust"},
    {Part::churn, "sensitivity", number, between(-100, 100), "0", false, "0.9",
     "hazard x exp(-sensitivity x (trust - baseline)), on the log-odds scale"},
    {Part::churn, "frailty_cv", number, between(0, 100), "0", false, "0.5",
     "coefficient of variation of the hazard between customers (gamma, mean 1)"},
    {Part::churn, "cap", number, above(0, 20), "4", false, "4", "upper limit of |sensitivity x (trust - baseline)|"},
    {Part::churn, "tenure", parts, any, "[]", false, "[ { from = \"12 months\", times = 0.5 } ]",
     "factor on the hazard by time since joining, in steps; or { csv = \"hazard.csv\" } with columns from, times", "",
     Part::tenure},

    {Part::tenure, "from", duration, time, "", true, "\"12 months\"", "time since joining; must increase"},
    {Part::tenure, "times", number, between(0, 1e6), "", true, "0.5", "factor on the hazard until the next step"},

    {Part::silo, "title", text, any, "\"\"", false, "\"Customer care\"", "title shown in reports"},
    {Part::silo, "source", text, any, "\"\"", false, "\"roster 2026\"", source_doc, prose},
    {Part::silo, "range", plausible, any, "{}", false, "{ cost = [\"3200 per month\", \"4000 per month\"] }",
     range_doc},
    {Part::silo, "agents", whole, between(0, 1e6), "", false, "12", "number of agents; without it, visits never queue"},
    {Part::silo, "shifts", shifts, any, "[]", false, "\"mon-fri 09:00-16:30\"",
     "when agents are on duty: a text, or a list of texts and shift tables; without it, always"},
    {Part::silo, "hours_per_week", number, above(0, 168), "", false, "42",
     "without `shifts`: hours that an agent works per week; handling takes longer in proportion"},
    {Part::silo, "closed", choice, any, "\"wait\"", false, "\"turn-away\"",
     "what a visit in closed hours does: wait, or be turned away", choices<closed_names>},
    {Part::silo, "room", whole, between(1, 1e9), "", false, "30",
     "queue capacity: maximum number of customers waiting and in handling; further visits are turned away"},
    {Part::silo, "cost", money_rate, amount, "0", false, "\"3600 per month\"", "cost of one agent"},
    {Part::silo, "strain", number, between(0, 10), "0.85", false, "0.85", "load above which agents tire"},
    {Part::silo, "fatigue", number, between(0, 100), "0", false, "1.5",
     "log-odds of success lost per unit of load above `strain`"},
    {Part::silo, "attrition", part, any, "", false, "{ rate = \"0.02 per month\" }", "resignation of agents", "",
     Part::attrition},
    {Part::silo, "losses", number, between(0, 100), "1", false, "0",
     "factor from month 0 on every loss of trust that the silo causes (failures, waits, contexts lost when it hands "
     "over); 0 removes them"},
    {Part::silo, "budget", money_rate, amount, "", false, "\"150000 per year\"", "budget for initiatives"},
    {Part::silo, "rule", choice, any, "", false, "\"quick-fix\"",
     "how this silo chooses work; without it, the rule of the organisation", choices<rule_names>},

    {Part::shift, "days", text, any, "\"daily\"", false, "\"mon-fri\"",
     "weekdays: \"mon-fri\", \"mon,wed,fri\" or \"daily\""},
    {Part::shift, "hours", text, any, "\"00:00-24:00\"", false, "\"09:00-16:30\"",
     "start and end; \"22:00-06:00\" ends on the next day"},
    {Part::shift, "agents", whole, between(0, 1e6), "", false, "8", "agents of this shift; without it, all"},

    {Part::attrition, "rate", rate, per_day, "0", false, "\"0.02 per month\"", "resignation rate of one agent"},
    {Part::attrition, "sensitivity", number, between(-100, 100), "0", false, "4.0",
     "the rate is multiplied by exp(sensitivity x (load - `strain`)) above `strain`"},
    {Part::attrition, "hiring_lag", duration, time, "0", false, "\"60 days\"", "time until a leaver is replaced"},

    {Part::touchpoint, "title", text, any, "\"\"", false, "\"First bill\"", "title shown in reports"},
    {Part::touchpoint, "source", text, any, "\"\"", false, "\"call log\"", source_doc, prose},
    {Part::touchpoint, "range", plausible, any, "{}", false,
     "{ success = [0.75, 0.9], handling = [\"8 min\", \"12 min\"] }", range_doc},
    {Part::touchpoint, "silo", name, any, "", true, "\"care\"", "the silo that owns it"},
    {Part::touchpoint, "stage", text, any, "\"\"", false, "\"use\"", "stage of the journey, for grouping in reports"},
    {Part::touchpoint, "joins", flag, any, "false", false, "true",
     "a prospect who succeeds here becomes a customer; without any such touchpoint, newcomers are customers at once"},
    {Part::touchpoint, "any_hour", flag, any, "false", false, "true", "visits can also begin in closed hours"},
    {Part::touchpoint, "handling", distribution, any, "", false,
     "{ distribution = \"lognormal\", mean = \"12 min\", cv = 1.1 }",
     "service time of a visit; without it, self-service"},
    {Part::touchpoint, "patience", distribution, any, "", false, "{ distribution = \"exponential\", mean = \"8 min\" }",
     "time, by `tolerance_by`, after which a waiting customer leaves the queue; requires `next.abandoned`; without it, "
     "customers wait "
     "for ever"},
    {Part::touchpoint, "answer_within", duration, time, "", false, "\"20 s\"",
     "longest wait, in open time whatever `tolerance_by` is, that counts as answered in time"},
    {Part::touchpoint, "success", probability, share01, "1", false, "0.93", "probability that a visit succeeds"},
    {Part::touchpoint, "success_spread", number, between(0, 0.999), "0", false, "0.35",
     "variation of `success` between customers: each has an own probability, beta-distributed with mean `success` and "
     "this intraclass correlation (alpha + beta = 1 / spread - 1)"},
    {Part::touchpoint, "recovery", probability, share01, "0", false, "0.30",
     "probability that a failure is corrected before it affects the customer"},
    {Part::touchpoint, "trust", part, any, "", false, "{ gain = 0.10, loss = 0.60 }",
     "effect of a visit on trust, in log-odds", "", Part::trust},
    {Part::touchpoint, "survey", part, any, "", false, "{ response = 0.12 }", "survey after a visit", "", Part::survey},
    {Part::touchpoint, "rework", number, between(1, 1000), "1.25", false, "1.25",
     "factor on the service time if the context was lost"},
    {Part::touchpoint, "revenue", money, amount, "0", false, "19.90", "revenue per success (or recovered failure)"},
    {Part::touchpoint, "cost", money, amount, "0", false, "3.50", "cost per visit"},
    {Part::touchpoint, "next", part, any, "", false, "{ success = [ { to = \"gone\" } ] }",
     "routes by outcome; or one list for all possible outcomes; or { csv = \"routes.csv\" }", "", Part::next},

    {Part::trust, "gain", number, between(0, 100), "0", false, "0.10", "trust gained after a success"},
    {Part::trust, "loss", number, between(0, 100), "0", false, "0.60", "trust lost after a failure"},
    {Part::trust, "wait", number, between(0, 100), "0", false, "0.25",
     "trust lost by waiting `tolerance` or longer; in proportion below; requires `tolerance`"},
    {Part::trust, "tolerance", duration, some_time, "", false, "\"10 min\"",
     "time of waiting, by `tolerance_by`, from which the full `wait` is lost"},
    {Part::trust, "abandon", number, between(0, 100), "1", false, "1",
     "abandoned or turned away: `loss` times this factor is lost"},
    {Part::trust, "handoff", number, between(0, 100), "0.2", false, "0.2",
     "trust lost if the context was lost on the way here"},

    {Part::survey, "response", probability, share01, "0", false, "0.12", "probability of an answer at a score of 5"},
    {Part::survey, "selection", number, between(-10, 10), "0", false, "0.2",
     "log-odds of answering per point of the score above 5"},
    {Part::survey, "bias", number, between(-10, 10), "0", false, "0.5", "points added to the recorded score"},
    {Part::survey, "noise", number, between(0, 10), "0", false, "1", "standard deviation of the recorded score"},

    {Part::next, "success", routes, any, "[]", false, "[ { to = \"first_bill\", after = \"30 days\" } ]",
     "routes after a success (or a recovered failure)", "", Part::route},
    {Part::next, "failure", routes, any, "[]", false, "[ { to = \"care_call\", after = \"2 days\" } ]",
     "routes after a failure", "", Part::route},
    {Part::next, "abandoned", routes, any, "[]", false, "[ { to = \"gone\" } ]",
     "routes after leaving the queue; needs `patience`", "", Part::route},
    {Part::next, "turned_away", routes, any, "[]", false, "[ { to = \"gone\" } ]",
     "routes when the silo is closed (`closed = \"turn-away\"`) or full (`room`)", "", Part::route},

    {Part::route, "to", name, any, "", true, "\"care_call\"", "a touchpoint or an exit"},
    {Part::route, "share", probability, share01, "1", false, "0.8",
     "probability of this route within its list; shares sum to 1, a single omitted share is the rest"},
    {Part::route, "after", distribution, any, "0", false, "\"2 days\"", "dwell time until the next visit"},
    {Part::route, "handoff", probability, share01, "0", false, "0.35",
     "probability that the context is lost on the way, also within a silo"},
    {Part::route, "elasticity", number, between(-100, 100), "0", false, "-1.2",
     "the share is multiplied by exp(elasticity x (trust - baseline))"},

    {Part::exit, "kind", choice, any, "\"churn\"", false, "\"end\"",
     "churn: the customer is lost; end: the journey ends without loss", choices<exit_names>},

    {Part::initiative, "title", text, any, "\"\"", false, "\"Explain the first bill\"", "title shown in reports"},
    {Part::initiative, "source", text, any, "\"\"", false, "\"pilot, 2 regions\"", source_doc, prose},
    {Part::initiative, "range", plausible, any, "{}", false, "{ duration = [\"60 days\", \"120 days\"] }", range_doc},
    {Part::initiative, "owner", name, any, "", true, "\"billing\"", "the silo that decides and pays"},
    {Part::initiative, "sponsor", text, any, "\"\"", false, "\"chief customer officer\"", "the person who sponsors it"},
    {Part::initiative, "effort", agents_by_silo, between(0, 1e6), "{}", false, "{ care = \"1 agent\" }",
     "agents withdrawn from service during the work, by silo"},
    {Part::initiative, "duration", duration, time, "0", false, "\"90 days\"", "duration of the work"},
    {Part::initiative, "cost", part, any, "", false, "{ once = 40000, running = \"1500 per month\" }", "cost in money",
     "", Part::initiative_cost},
    {Part::initiative, "ramp", duration, time, "0", false, "\"30 days\"", "time until the effects are complete"},
    {Part::initiative, "start", moment, time, "", false, "\"month 3\"",
     "start under the rule `plan`: time after month 0"},
    {Part::initiative, "effects", parts, any, "[]", false,
     "[ { on = \"touchpoint.first_bill.success\", log_odds = 0.7 } ]", "its effects, including side effects", "",
     Part::effect},

    {Part::initiative_cost, "once", money, amount, "0", false, "40000", "paid at the start"},
    {Part::initiative_cost, "running", money_rate, amount, "0", false, "\"1500 per month\"", "paid after delivery"},

    {Part::effect, "on", path, any, "", true, "\"touchpoint.first_bill.success\"",
     "the parameter, written as in an override"},
    {Part::effect, "log_odds", number, between(-100, 100), "", false, "0.7",
     "amount added on the log-odds scale (for probabilities)"},
    {Part::effect, "times", number, between(0, 1e6), "", false, "0.80", "factor (for all other parameters)"},
    {Part::effect, "ramp", duration, time, "", false, "\"10 days\"", "default: that of the initiative"},

    {Part::effect, "side", flag, any, "", false, "true",
     "side effect, which the owner's forecast of its own score leaves out; default: true for effects that do harm or "
     "act on another silo"},

    {Part::organisation, "rule", choice, any, "\"plan\"", false, "\"own-score\"",
     "how work is ranked and chosen; a silo can have its own rule", choices<rule_names>},
    {Part::organisation, "alignment", number, share01, "0", false, "0.5",
     "weight of the company's value when silos rank work: 0 is their own score only, 1 equals `enterprise`"},
    {Part::organisation, "intake", choice, any, "\"layered\"", false, "\"gated\"",
     "layered: work starts at once; gated: it starts only while the silos that it loads stay below `strain`",
     "layered|gated"},
    {Part::organisation, "accountability", probability, above(0, 1), "1", false, "0.75",
     "probability per month that work in progress continues and that delivered work is maintained"},
    {Part::organisation, "communication", probability, share01, "0", false, "0.4",
     "every handoff probability is multiplied by (1 - communication)"},
    {Part::organisation, "planning", part, any, "", false, "{ cycle = \"3 months\" }",
     "planning dates, information and budgets", "", Part::planning},
    {Part::organisation, "priorities", parts, any, "[]", false,
     "[ { level = \"board\", order = [\"keep_customers\"] } ]",
     "priorities of each level of management; `silowalk audit` reports whether they agree", "", Part::priorities},
    {Part::organisation, "seams", parts, any, "[]", false,
     "[ { from = \"billing\", to = \"care\", owner = \"head of service\" } ]",
     "owners of the handoffs from one silo to another; `silowalk audit` lists seams without an owner", "", Part::seam},
    {Part::organisation, "attention", number, above(0, 1e6), "", false, "3",
     "number of initiatives at once that a silo's leaders can keep moving; beyond it, initiatives share the "
     "accountability"},
    {Part::organisation, "sponsorship", probability, share01, "0", false, "0.5",
     "share of missing accountability that a sponsor replaces, divided among the initiatives of that sponsor"},
    {Part::organisation, "levels", whole, between(0, 20), "0", false, "4",
     "levels of management between those who set priorities and those who choose work"},
    {Part::organisation, "fidelity", probability, share01, "1", false, "0.8",
     "share of the alignment that each level passes on: alignment x fidelity^levels"},
    {Part::organisation, "earned_budget", probability, share01, "0", false, "0.5",
     "share of a silo's next budget that depends on the promises it kept in the previous cycle"},
    {Part::organisation, "visible_only", flag, any, "false", false, "true",
     "only work that acts on a touchpoint with a survey is funded"},
    {Part::organisation, "coordinator", part, any, "", false, "{ authority = 0.5 }",
     "coordinator with authority over handoffs between silos", "", Part::coordinator},

    {Part::coordinator, "authority", probability, share01, "0", false, "0.5",
     "every handoff probability covered is multiplied by (1 - authority x clarity)"},
    {Part::coordinator, "clarity", probability, share01, "1", false, "0.8", "clarity of the role"},
    {Part::coordinator, "cost", money_rate, amount, "0", false, "\"120000 per year\"", "cost to the company"},
    {Part::coordinator, "silos", names, any, "[]", false, "[\"sales\", \"care\"]",
     "silos whose handoffs are covered; without any: all"},

    {Part::listening, "kind", choice, any, "\"survey\"", true, "\"complaints\"",
     "survey: scores; operations: outcomes and waits; complaints: failures and abandonments; front-line: failures and "
     "lost context at touchpoints with agents",
     choices<listening_names>},
    {Part::listening, "coverage", probability, share01, "1", false, "0.2", "share of the cases that it reports"},
    {Part::listening, "delay", duration, time, "0", false, "\"30 days\"", "time until a case is known"},
    {Part::listening, "cost", money_rate, amount, "0", false, "\"20000 per year\"", "cost to the company"},
    {Part::listening, "touchpoints", names, any, "[]", false, "[\"care_call\"]",
     "touchpoints covered; without any: all"},

    {Part::planning, "cycle", duration, some_time, "\"1 year\"", false, "\"3 months\"", "time between planning dates"},
    {Part::planning, "lag", duration, time, "0", false, "\"14 days\"", "age from which findings are used in planning"},
    {Part::planning, "budget", choice, any, "\"by-silo\"", false, "\"pooled\"",
     "by-silo: each silo has its own budget; pooled: one budget for all", "by-silo|pooled"},
    {Part::planning, "outlook", duration, some_time, "\"1 year\"", false, "\"2 years\"",
     "time after delivery that forecasts of customer value cover"},

    {Part::priorities, "level", text, any, "", true, "\"board\"", "a level of management, or a team"},
    {Part::priorities, "order", names, any, "", true, "[\"keep_customers\", \"settle_in\"]",
     "goals or initiatives, most important first; those that only other levels name share the last place"},

    {Part::seam, "from", name, any, "", true, "\"billing\"", "the silo that hands over"},
    {Part::seam, "to", name, any, "", true, "\"care\"", "the silo that takes over"},
    {Part::seam, "owner", text, any, "", true, "\"head of service\"",
     "the person accountable for what is lost on the way"},

    {Part::goal, "title", text, any, "\"\"", false, "\"Keep customers\"", "title shown in reports"},
    {Part::goal, "target", part, any, "", true, "{ output = \"churn_rate\", below = 0.33, from = \"month 24\" }",
     "condition under which the goal is met", "", Part::target},
    {Part::goal, "owner", text, any, "\"\"", false, "\"chief customer officer\"", "the person accountable for it"},
    {Part::goal, "parent", name, any, "\"\"", false, "\"grow\"", "the goal that it contributes to"},
    {Part::goal, "initiatives", names, any, "[]", false, "[\"bill_explainer\"]", "initiatives meant to reach it"},

    {Part::target, "output", output, any, "", true, "\"churn_rate\"", "a named output"},
    {Part::target, "below", level, any, "", false, "0.33", "upper limit, in the unit of the output"},
    {Part::target, "above", level, any, "", false, "100000", "lower limit, in the unit of the output"},
    {Part::target, "from", month, between(0, 1200), "0", false, "\"month 24\"", "first month of the window"},
    {Part::target, "to", month, between(1, 1200), "", false, "\"month 36\"", "month before which the window ends"},

    {Part::guardrail, "output", output, any, "\"\"", false, "\"touchpoint.care_call.wait_mean\"", "a named output"},
    {Part::guardrail, "below", level, any, "", false, "\"6 min\"", "upper limit, in the unit of the output"},
    {Part::guardrail, "above", level, any, "", false, "0.2", "lower limit, in the unit of the output"},
    {Part::guardrail, "silo", name, any, "\"\"", false, "\"care\"",
     "silo whose spend or agents are limited; without it: spend of the company, or agents of any silo"},
    {Part::guardrail, "spend", money_rate, amount, "", false, "\"200000 per year\"",
     "maximum that decisions may spend in a planning cycle"},
    {Part::guardrail, "agents", number, between(0, 1e6), "", false, "2",
     "maximum number of agents that work in progress may withdraw from a silo"},
    {Part::guardrail, "parameter", path, any, "\"\"", false, "\"touchpoint.care_call.success\"",
     "parameter that no decision may move beyond `least` or `most`"},
    {Part::guardrail, "least", number, any, "", false, "0.7",
     "minimum, in the base unit of the parameter (days, per day)"},
    {Part::guardrail, "most", number, any, "", false, "0.9", "maximum, in the base unit of the parameter"},

    {Part::lever_set, "name", text, any, "\"\"", false, "\"Four culprits\"", "title of the set, shown in reports"},
    {Part::lever_set, "about", text, any, "\"\"", false, "\"What stands in the way\"",
     "what the levers have in common, and what their shares mean", prose},
    {Part::lever_set, "lever", named_parts, any, "", true, "", "levers that can be on or off", "", Part::lever},

    {Part::lever, "title", text, any, "\"\"", false, "\"Decide as one company\"", "title shown in reports"},
    {Part::lever, "source", text, any, "\"\"", false, "\"workshop, May\"", "source of the lever", prose},
    {Part::lever, "each", choice, any, "", false, "\"silo\"",
     "makes one lever for each silo (segment, ...) of the scenario; its name replaces {silo} in paths, texts and the "
     "title",
     choices<each_names>},
    {Part::lever, "optional", flag, any, "false", false, "true",
     "a lever that changes nothing is left out with a warning; without this key, it is an error"},
    {Part::lever, "set", overrides, any, "", true, "{ \"silo.care.agents\" = 30 }",
     "overrides by path; \"silo.*.rule\" stands for every silo"},
};

}  // namespace

std::span<Key const> schema_keys() { return table; }

std::vector<Key const*> keys_of(Part part) {
  std::vector<Key const*> out;
  for (Key const& key : table)
    if (key.of == part) out.push_back(&key);
  return out;
}

Key const* find_key(Part part, std::string_view name) {
  for (Key const& key : table)
    if (key.of == part && key.name == name) return &key;
  return nullptr;
}

}  // namespace silowalk::inline scenario
