#include "engine/scenario/language/schema.h"

#include <array>

#include "engine/scenario/lever_set.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline scenario {
namespace {

using namespace ranges;

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

// In the order in which they are documented and printed.
constexpr Key table[] = {
    {Part::root, "extends", text, any, "", false, "\"company.toml\"",
     "the scenario file this one starts from: its tables are merged with these key by key, lists are replaced; the "
     "path "
     "is relative to this file"},
    {Part::root, "name", text, any, "\"\"", false, "\"Example telecom\"", "what people call the scenario"},
    {Part::root, "about", text, any, "\"\"", false, "\"Before the merger\"", "a sentence or two: what it is for"},
    {Part::root, "currency", text, any, "\"EUR\"", false, "\"EUR\"", "the unit of every amount of money"},
    {Part::root, "seed", seed, any, "1", false, "1", "names the luck: same seed, same histories"},
    {Part::root, "horizon", part, any, "", false, "{ months = 36 }", "what is simulated, and from when", "",
     Part::horizon},
    {Part::root, "segment", named_parts, any, "", true, "", "the kinds of customer", "", Part::segment},
    {Part::root, "silo", named_parts, any, "", true, "", "the departments", "", Part::silo},
    {Part::root, "touchpoint", named_parts, any, "", true, "", "the steps of the journey", "", Part::touchpoint},
    {Part::root, "exit", named_parts, any, "", false, "", "where journeys end", "", Part::exit},
    {Part::root, "initiative", named_parts, any, "", false, "", "work that a silo may take on", "", Part::initiative},
    {Part::root, "organisation", part, any, "", false, "{ rule = \"own-score\" }", "how work is chosen", "",
     Part::organisation},
    {Part::root, "listening", named_parts, any, "", false, "",
     "by what the company hears of its customers; none written: all surveys and all operations data, at once", "",
     Part::listening},
    {Part::root, "goal", named_parts, any, "", false, "", "what the company wants to reach", "", Part::goal},
    {Part::root, "guardrail", named_parts, any, "", false, "", "what no decision may break", "", Part::guardrail},
    {Part::root, "routes", csv, any, "", false, "{ csv = \"routes.csv\" }",
     "routes of many touchpoints in one CSV file beside this one; columns from, outcome, to, and as needed share, "
     "after "
     "(or distribution and its parameters), handoff, elasticity"},

    {Part::horizon, "start", date, any, "2024-01-01", false, "2026-01-01",
     "the first day of month 0; anchors weekdays, hours and calendar months"},
    {Part::horizon, "months", whole, between(1, 1200), "12", false, "36",
     "how many months are reported (a month is 365.25/12 days)"},
    {Part::horizon, "length", duration, some_time, "", false, "\"100 days\"",
     "stop the clock here when it comes before the end of the last month"},
    {Part::horizon, "warm_up", duration, time, "0", false, "\"6 months\"", "simulated before month 0 and not tallied"},
    {Part::horizon, "discount", yearly, between(0, 10), "0", false, "\"8 % per year\"",
     "effective per year; money counts (1 + discount)^(-years)"},

    {Part::segment, "title", text, any, "\"\"", false, "\"Month to month\"", "for people"},
    {Part::segment, "source", text, any, "\"\"", false, "\"billing extract, March\"", "where the figures come from"},
    {Part::segment, "customers", whole, between(0, 1e9), "0", false, "100000",
     "heads wished for at month 0; placed at the start of the warm-up"},
    {Part::segment, "start", choice, any, "\"steady\"", false, "\"entry\"",
     "where the placed customers stand: spread as in the steady state, or all at `entry` at once",
     choices<start_names>},
    {Part::segment, "tenure", distribution, any, "", false, "{ distribution = \"exponential\", mean = \"2 years\" }",
     "how long those placed at the start have been customers; without it, they have just joined"},
    {Part::segment, "arrivals", rate, per_day, "0", false, "\"125 per day\"", "newcomers, a Poisson stream"},
    {Part::segment, "season", factors, between(0, 1000), "[]", false, "[1, 1, 1, 1, 1, 1, 1, 1, 1.2, 1, 1.1, 1.4]",
     "factors on `arrivals` by calendar month, January first; their mean is not rescaled", "12"},
    {Part::segment, "weekdays", factors, between(0, 1000), "[]", false, "[1, 1, 1, 1, 1, 0.5, 0]",
     "factors on `arrivals` by weekday, Monday first", "7"},
    {Part::segment, "hours", factors, between(0, 1000), "[]", false,
     "[0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0]",
     "factors on `arrivals` by hour of the day, midnight first", "24"},
    {Part::segment, "any_hour", flag, any, "false", false, "true",
     "newcomers may arrive while the silo of `entry` is closed (else they come in its next opening)"},
    {Part::segment, "entry", name, any, "", true, "\"order\"", "the touchpoint where newcomers begin"},
    {Part::segment, "revenue", money_rate, amount, "0", false, "\"61.20 per month\"",
     "subscription: accrues while a customer"},
    {Part::segment, "trust", probability, inside(0, 1), "0.5", false, "0.65",
     "baseline, as a probability; carried on the log-odds scale"},
    {Part::segment, "memory", duration, some_time, "", false, "\"120 days\"",
     "trust drifts back to its baseline with this time constant; without it, never"},
    {Part::segment, "churn", part, any, "", false, "{ rate = \"0.025 per month\" }", "quiet churn while they dwell", "",
     Part::churn},
    {Part::segment, "pace_cv", number, between(0, 100), "0", false, "0.3",
     "spread of the customers' own pace (gamma, mean 1), which divides their dwells"},
    {Part::segment, "worth", money, amount, "", false, "850",
     "stated value of a customer still there at close; without it, computed"},

    {Part::churn, "rate", rate, per_day, "0", false, "\"0.025 per month\"", "hazard of leaving at baseline trust"},
    {Part::churn, "sensitivity", number, between(-100, 100), "0", false, "0.9",
     "hazard x exp(-sensitivity x (trust - baseline)), on the log-odds scale"},
    {Part::churn, "frailty_cv", number, between(0, 100), "0", false, "0.5",
     "spread of the hazard between customers (gamma, mean 1)"},
    {Part::churn, "cap", number, above(0, 20), "4", false, "4",
     "|sensitivity x (trust - baseline)| counts no further than this"},
    {Part::churn, "tenure", parts, any, "[]", false, "[ { from = \"12 months\", times = 0.5 } ]",
     "the hazard by time since joining, in steps; or { csv = \"hazard.csv\" } with columns from, times", "",
     Part::tenure},

    {Part::tenure, "from", duration, time, "", true, "\"12 months\"", "since joining; steps ascend"},
    {Part::tenure, "times", number, between(0, 1e6), "", true, "0.5", "multiplies the hazard until the next step"},

    {Part::silo, "title", text, any, "\"\"", false, "\"Customer care\"", "for people"},
    {Part::silo, "source", text, any, "\"\"", false, "\"roster 2026\"", "where the figures come from"},
    {Part::silo, "agents", whole, between(0, 1e6), "", false, "12",
     "how many can serve at the same time; without it there is never a queue"},
    {Part::silo, "shifts", shifts, any, "[]", false, "\"mon-fri 09:00-16:30\"",
     "when agents are on duty: a text, or a list of texts and of shift tables; around the clock where none is given"},
    {Part::silo, "hours_per_week", number, above(0, 168), "", false, "42",
     "without shifts: hours an agent works in a week; slows handling in proportion"},
    {Part::silo, "closed", choice, any, "\"wait\"", false, "\"turn-away\"",
     "what happens to a visit in closed hours: it waits, or is turned away", choices<closed_names>},
    {Part::silo, "room", whole, between(1, 1e9), "", false, "30",
     "most customers waiting and in handling; the next is turned away"},
    {Part::silo, "cost", money_rate, amount, "0", false, "\"3600 per month\"", "of one agent"},
    {Part::silo, "strain", number, between(0, 10), "0.85", false, "0.85", "load above which agents tire"},
    {Part::silo, "fatigue", number, between(0, 100), "0", false, "1.5",
     "log-odds of success lost per unit of load above `strain`"},
    {Part::silo, "attrition", part, any, "", false, "{ rate = \"0.02 per month\" }", "agents who resign", "",
     Part::attrition},
    {Part::silo, "losses", number, between(0, 100), "1", false, "0",
     "multiplies every loss of trust that the silo causes (failures, waits, contexts lost when it hands over), from "
     "month 0 on; 0 asks what would be had they been nil"},
    {Part::silo, "budget", money_rate, amount, "", false, "\"150000 per year\"", "for initiatives"},
    {Part::silo, "rule", choice, any, "", false, "\"quick-fix\"", "how this silo chooses work, where it differs",
     choices<rule_names>},

    {Part::shift, "days", text, any, "\"daily\"", false, "\"mon-fri\"", "\"mon-fri\", \"mon,wed,fri\", \"daily\""},
    {Part::shift, "hours", text, any, "\"00:00-24:00\"", false, "\"09:00-16:30\"",
     "from-to; past midnight (\"22:00-06:00\") runs into the next day"},
    {Part::shift, "agents", whole, between(0, 1e6), "", false, "8", "on duty in this shift; without it, all"},

    {Part::attrition, "rate", rate, per_day, "0", false, "\"0.02 per month\"", "resignations per agent"},
    {Part::attrition, "sensitivity", number, between(-100, 100), "0", false, "4.0",
     "rate x exp(sensitivity x load above `strain`)"},
    {Part::attrition, "hiring_lag", duration, time, "0", false, "\"60 days\"", "until a leaver is replaced"},

    {Part::touchpoint, "title", text, any, "\"\"", false, "\"First bill\"", "for people"},
    {Part::touchpoint, "source", text, any, "\"\"", false, "\"call log\"", "where the figures come from"},
    {Part::touchpoint, "silo", name, any, "", true, "\"care\"", "the silo that owns it"},
    {Part::touchpoint, "stage", text, any, "\"\"", false, "\"use\"", "of the journey, for grouping"},
    {Part::touchpoint, "joins", flag, any, "false", false, "true",
     "a prospect who succeeds here becomes a customer; where no touchpoint has it, nobody is a prospect"},
    {Part::touchpoint, "any_hour", flag, any, "false", false, "true", "visits may begin in closed hours"},
    {Part::touchpoint, "handling", distribution, any, "", false,
     "{ distribution = \"lognormal\", mean = \"12 min\", cv = 1.1 }",
     "agent time of a visit; without it, self-service"},
    {Part::touchpoint, "patience", distribution, any, "", false, "{ distribution = \"exponential\", mean = \"8 min\" }",
     "how long a customer waits before leaving the queue; needs `next.abandoned`"},
    {Part::touchpoint, "answer_within", duration, time, "", false, "\"20 s\"",
     "waits up to this count as answered in time"},
    {Part::touchpoint, "success", probability, share01, "1", false, "0.93", "probability that a visit succeeds"},
    {Part::touchpoint, "success_spread", number, between(0, 0.999), "0", false, "0.35",
     "how customers differ in it: each has their own success, beta-distributed with mean `success` and intraclass "
     "correlation this (alpha + beta = 1 / spread - 1)"},
    {Part::touchpoint, "recovery", probability, share01, "0", false, "0.30",
     "probability that a failure is caught before the customer feels it"},
    {Part::touchpoint, "trust", part, any, "", false, "{ gain = 0.10, loss = 0.60 }",
     "what a visit does to trust, in log-odds", "", Part::trust},
    {Part::touchpoint, "survey", part, any, "", false, "{ response = 0.12 }", "customers are asked for a score", "",
     Part::survey},
    {Part::touchpoint, "rework", number, between(1, 1000), "1.25", false, "1.25",
     "handling is this many times longer when the context was lost"},
    {Part::touchpoint, "revenue", money, amount, "0", false, "19.90", "per success (or recovered failure)"},
    {Part::touchpoint, "cost", money, amount, "0", false, "3.50", "per visit"},
    {Part::touchpoint, "next", part, any, "", false, "{ success = [ { to = \"gone\" } ] }",
     "where customers go, by outcome; or one list for every outcome that can happen; or { csv = \"routes.csv\" }", "",
     Part::next},

    {Part::trust, "gain", number, between(0, 100), "0", false, "0.10", "after a success"},
    {Part::trust, "loss", number, between(0, 100), "0", false, "0.60", "after a failure"},
    {Part::trust, "wait", number, between(0, 100), "0", false, "0.25",
     "lost by waiting: all of it from `tolerance` on, in proportion below"},
    {Part::trust, "tolerance", duration, some_time, "", false, "\"10 min\"", "see `wait`, which needs it"},
    {Part::trust, "abandon", number, between(0, 100), "1", false, "1",
     "abandoned or turned away costs `loss` times this"},
    {Part::trust, "handoff", number, between(0, 100), "0.2", false, "0.2",
     "lost when the context was lost on the way here"},

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
     "of those who take this list; shares sum to 1; the one left out is the rest"},
    {Part::route, "after", distribution, any, "0", false, "\"2 days\"", "dwell until the next visit"},
    {Part::route, "handoff", probability, share01, "0", false, "0.35", "probability that the context is lost"},
    {Part::route, "elasticity", number, between(-100, 100), "0", false, "-1.2",
     "share x exp(elasticity x (trust - baseline))"},

    {Part::exit, "kind", choice, any, "\"churn\"", false, "\"end\"",
     "a customer lost, or a journey that is over without loss", choices<exit_names>},

    {Part::initiative, "title", text, any, "\"\"", false, "\"Explain the first bill\"", "for people"},
    {Part::initiative, "source", text, any, "\"\"", false, "\"pilot, 2 regions\"", "where the figures come from"},
    {Part::initiative, "owner", name, any, "", true, "\"billing\"", "the silo that decides and pays"},
    {Part::initiative, "sponsor", text, any, "\"\"", false, "\"chief customer officer\"", "who stands behind it"},
    {Part::initiative, "effort", agents_by_silo, between(0, 1e6), "{}", false, "{ care = \"1 agent\" }",
     "agents taken from service while it is built, by silo"},
    {Part::initiative, "duration", duration, time, "0", false, "\"90 days\"", "of the work"},
    {Part::initiative, "cost", part, any, "", false, "{ once = 40000, running = \"1500 per month\" }", "in money", "",
     Part::initiative_cost},
    {Part::initiative, "ramp", duration, time, "0", false, "\"30 days\"", "until the effects are in full force"},
    {Part::initiative, "start", moment, time, "", false, "\"month 3\"",
     "when rule `plan` starts it: time after month 0"},
    {Part::initiative, "effects", parts, any, "[]", false,
     "[ { on = \"touchpoint.first_bill.success\", log_odds = 0.7 } ]", "what it changes, side effects too", "",
     Part::effect},

    {Part::initiative_cost, "once", money, amount, "0", false, "40000", "when it starts"},
    {Part::initiative_cost, "running", money_rate, amount, "0", false, "\"1500 per month\"", "once delivered"},

    {Part::effect, "on", path, any, "", true, "\"touchpoint.first_bill.success\"",
     "the parameter, written as for an override"},
    {Part::effect, "log_odds", number, between(-100, 100), "", false, "0.7",
     "added on the log-odds scale (probabilities)"},
    {Part::effect, "times", number, between(0, 1e6), "", false, "0.80", "multiplies (everything else)"},
    {Part::effect, "ramp", duration, time, "", false, "\"10 days\"", "where it differs from the initiative's"},

    {Part::effect, "side", flag, any, "", false, "true",
     "a side effect, which the owner's forecast of its own score leaves out; where it is not said: every effect that "
     "does harm or acts on another silo"},

    {Part::organisation, "rule", choice, any, "\"plan\"", false, "\"own-score\"",
     "who ranks the work, and by what; a silo may say otherwise", choices<rule_names>},
    {Part::organisation, "alignment", number, share01, "0", false, "0.5",
     "0: silos look at their own score only; 1: the same as `enterprise`"},
    {Part::organisation, "intake", choice, any, "\"layered\"", false, "\"gated\"",
     "start at once on top of what runs, or only while the silos it loads stay below `strain`", "layered|gated"},
    {Part::organisation, "accountability", probability, above(0, 1), "1", false, "0.75",
     "per month, that work keeps moving and that what is delivered is kept up"},
    {Part::organisation, "communication", probability, share01, "0", false, "0.4",
     "every handoff probability is multiplied by (1 - communication)"},
    {Part::organisation, "planning", part, any, "", false, "{ cycle = \"3 months\" }",
     "when, on what, with whose money", "", Part::planning},
    {Part::organisation, "priorities", parts, any, "[]", false,
     "[ { level = \"board\", order = [\"keep_customers\"] } ]",
     "what each level of management puts first; `silowalk audit` says whether they agree", "", Part::priorities},
    {Part::organisation, "seams", parts, any, "[]", false,
     "[ { from = \"billing\", to = \"care\", owner = \"head of service\" } ]",
     "who answers for the handoffs from one silo to another; `silowalk audit` lists those that nobody answers for", "",
     Part::seam},
    {Part::organisation, "attention", number, above(0, 1e6), "", false, "3",
     "pieces of work at once that a silo's leaders can keep moving; more share the accountability among them"},
    {Part::organisation, "sponsorship", probability, share01, "0", false, "0.5",
     "a sponsor makes up for this share of missing accountability, shared by the work that the sponsor carries"},
    {Part::organisation, "levels", whole, between(0, 20), "0", false, "4",
     "levels of management between those who set priorities and those who choose work"},
    {Part::organisation, "fidelity", probability, share01, "1", false, "0.8",
     "share of the priorities that one level passes on: alignment x fidelity^levels"},
    {Part::organisation, "earned_budget", probability, share01, "0", false, "0.5",
     "share of a silo's next budget that follows the promises it kept in the cycle before"},
    {Part::organisation, "visible_only", flag, any, "false", false, "true",
     "fund only work that acts on a touchpoint with a survey"},
    {Part::organisation, "coordinator", part, any, "", false, "{ authority = 0.5 }",
     "somebody with a say over handoffs between silos", "", Part::coordinator},

    {Part::coordinator, "authority", probability, share01, "0", false, "0.5",
     "every handoff probability covered is multiplied by (1 - authority x clarity)"},
    {Part::coordinator, "clarity", probability, share01, "1", false, "0.8", "of the role"},
    {Part::coordinator, "cost", money_rate, amount, "0", false, "\"120000 per year\"", "to the company"},
    {Part::coordinator, "silos", names, any, "[]", false, "[\"sales\", \"care\"]",
     "handoffs between these are covered; none named: all"},

    {Part::listening, "kind", choice, any, "\"survey\"", true, "\"complaints\"",
     "survey: scores; operations: outcomes and waits; complaints: failures and abandonments; front-line: failures and "
     "lost context where agents are",
     choices<listening_names>},
    {Part::listening, "coverage", probability, share01, "1", false, "0.2", "share of what there is that it brings"},
    {Part::listening, "delay", duration, time, "0", false, "\"30 days\"", "until what happened is known"},
    {Part::listening, "cost", money_rate, amount, "0", false, "\"20000 per year\"", "to the company"},
    {Part::listening, "touchpoints", names, any, "[]", false, "[\"care_call\"]", "that it covers; none named: all"},

    {Part::planning, "cycle", duration, some_time, "\"1 year\"", false, "\"3 months\"", "between planning dates"},
    {Part::planning, "lag", duration, time, "0", false, "\"14 days\"", "findings older than this are seen"},
    {Part::planning, "budget", choice, any, "\"by-silo\"", false, "\"pooled\"", "each silo's own, or one purse",
     "by-silo|pooled"},
    {Part::planning, "outlook", duration, some_time, "\"1 year\"", false, "\"2 years\"",
     "how far forecasts of customer value look beyond delivery"},

    {Part::priorities, "level", text, any, "", true, "\"board\"", "a level of management, or a team"},
    {Part::priorities, "order", names, any, "", true, "[\"keep_customers\", \"settle_in\"]",
     "goals or initiatives, the first first; what other levels name and this one does not shares the last place"},

    {Part::seam, "from", name, any, "", true, "\"billing\"", "the silo that hands over"},
    {Part::seam, "to", name, any, "", true, "\"care\"", "the silo that takes over"},
    {Part::seam, "owner", text, any, "", true, "\"head of service\"", "who answers for what is lost on the way"},

    {Part::goal, "title", text, any, "\"\"", false, "\"Keep customers\"", "for people"},
    {Part::goal, "target", part, any, "", true, "{ output = \"churn_rate\", below = 0.33, from = \"month 24\" }",
     "when it counts as reached", "", Part::target},
    {Part::goal, "owner", text, any, "\"\"", false, "\"chief customer officer\"", "who answers for it"},
    {Part::goal, "parent", name, any, "\"\"", false, "\"grow\"", "the goal it serves"},
    {Part::goal, "initiatives", names, any, "[]", false, "[\"bill_explainer\"]", "the work meant to reach it"},

    {Part::target, "output", output, any, "", true, "\"churn_rate\"", "a named output"},
    {Part::target, "below", level, any, "", false, "0.33", "in the unit of the output"},
    {Part::target, "above", level, any, "", false, "100000", "in the unit of the output"},
    {Part::target, "from", month, between(0, 1200), "0", false, "\"month 24\"", "the first month that counts"},
    {Part::target, "to", month, between(1, 1200), "", false, "\"month 36\"", "the first month that no longer counts"},

    {Part::guardrail, "output", output, any, "\"\"", false, "\"touchpoint.care_call.wait_mean\"", "a named output"},
    {Part::guardrail, "below", level, any, "", false, "\"6 min\"", "in the unit of the output"},
    {Part::guardrail, "above", level, any, "", false, "0.2", "in the unit of the output"},
    {Part::guardrail, "silo", name, any, "\"\"", false, "\"care\"",
     "whose spend or agents; none named: the company's, or any silo's"},
    {Part::guardrail, "spend", money_rate, amount, "", false, "\"200000 per year\"",
     "the most that decisions may spend in a planning cycle"},
    {Part::guardrail, "agents", number, between(0, 1e6), "", false, "2",
     "the most agents that work under way may take from a silo"},
    {Part::guardrail, "parameter", path, any, "\"\"", false, "\"touchpoint.care_call.success\"",
     "what no decision may take beyond `least` or `most`"},
    {Part::guardrail, "least", number, any, "", false, "0.7", "in the base unit of the parameter (days, per day)"},
    {Part::guardrail, "most", number, any, "", false, "0.9", "in the base unit of the parameter"},

    {Part::lever_set, "name", text, any, "\"\"", false, "\"Four culprits\"", "what people call the set"},
    {Part::lever_set, "about", text, any, "\"\"", false, "\"What stands in the way\"",
     "what the levers have in common, and what their shares would say"},
    {Part::lever_set, "lever", named_parts, any, "", true, "", "what may be on or off", "", Part::lever},

    {Part::lever, "title", text, any, "\"\"", false, "\"Decide as one company\"", "for people"},
    {Part::lever, "source", text, any, "\"\"", false, "\"workshop, May\"", "where it comes from"},
    {Part::lever, "each", choice, any, "", false, "\"silo\"",
     "makes one lever for each of the scenario's: its name stands where paths, texts and the title say {silo}",
     choices<each_names>},
    {Part::lever, "optional", flag, any, "false", false, "true",
     "leave the lever out, with a warning, where it would change nothing of the scenario; else that is a mistake"},
    {Part::lever, "set", overrides, any, "", true, "{ \"silo.care.agents\" = 30 }",
     "what it overrides; \"silo.*.rule\" is that of every silo"},
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

std::vector<std::string> key_names(Part part) {
  std::vector<std::string> out;
  for (Key const* key : keys_of(part)) out.emplace_back(key->name);
  return out;
}

std::vector<std::string> split_choices(std::string_view detail) {
  std::vector<std::string> out;
  std::size_t from = 0;
  while (from <= detail.size()) {
    std::size_t const bar = std::min(detail.find('|', from), detail.size());
    out.emplace_back(detail.substr(from, bar - from));
    from = bar + 1;
  }
  return out;
}

}  // namespace silowalk::inline scenario
