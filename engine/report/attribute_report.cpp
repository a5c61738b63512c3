#include "engine/report/attribute_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/report/table.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

std::string say(std::optional<double> const& value, NamedOutput const& output) {
  return value ? worded(*value, output) : "-";
}

/// Whole units of the last decimal told: 123456 -> "1234.56".
std::string exact_text(std::int64_t units, Grain const& grain) {
  return fmt::format("{:.{}f}", static_cast<double>(units) / std::pow(10.0, grain.decimals), grain.decimals);
}

bool clear_of_zero(Estimate const& estimate) { return estimate.low && (*estimate.low > 0 || *estimate.high < 0); }

std::string percent_text(Estimate const& part, Estimate const& whole) {
  if (!clear_of_zero(whole)) return "-";
  return *part.mean == 0 ? "0" : fmt::format("{:.1f} %", 100 * *part.mean / *whole.mean);
}

std::string opening(AttributedOutput const& found) {
  Attribution const& a = found.attribution;
  NamedOutput const& output = found.output;
  std::string text = fmt::format("{} ({}): {} with no lever, {} with all, a difference of {} ({})\n\n", output.name(),
                                 output.unit(), say(a.none.mean, output), say(a.all.mean, output),
                                 say(a.total.mean, output), interval_text(a.total, output));
  if (a.left_out > 0) text += fmt::format("  {} replications are left out: it is not defined in them\n\n", a.left_out);
  return text;
}

std::string exact_shares(Levers const& levers, AttributedOutput const& found) {
  Attribution const& a = found.attribution;
  NamedOutput const& output = found.output;
  Table shares({"lever", "share", "95 % interval", "of all"});
  Table ends({"lever", "alone", "95 % interval", "last", "95 % interval"});
  for (std::size_t i = 0; i < a.shares.size(); ++i) {
    LeverShare const& each = a.shares[i];
    std::string const& name = levers.levers()[i].name;
    shares.add({name, exact_text(each.rounded, a.grain), interval_text(each.share, output),
                percent_text(each.share, a.total)});
    ends.add({name, say(each.alone.mean, output), interval_text(each.alone, output), say(each.last.mean, output),
              interval_text(each.last, output)});
  }
  shares.add({"all together", exact_text(a.rounded_total, a.grain), interval_text(a.total, output), ""});
  return shares.text() + "\n" + ends.text() + "\n";
}

std::string sampled_shares(Levers const& levers, AttributedOutput const& found) {
  Attribution const& a = found.attribution;
  Table table({"lever", "share", "error of replications", "error of sampling", "95 % interval, both", "of all"});
  for (std::size_t i = 0; i < a.shares.size(); ++i) {
    LeverShare const& share = a.shares[i];
    std::string const both =
        share.both ? say(share.both->low, found.output) + " .. " + say(share.both->high, found.output) : "-";
    table.add({levers.levers()[i].name, exact_text(share.rounded, a.grain),
               say(share.share.standard_error, found.output), say(share.sampling_error, found.output), both,
               percent_text(share.share, a.total)});
  }
  table.add({"all together", exact_text(a.rounded_total, a.grain), say(a.total.standard_error, found.output), "0",
             interval_text(a.total, found.output), ""});
  return table.text() + "\n";
}

/// Those whose interval is clear of zero; of many, the largest.
std::string interactions(Levers const& levers, AttributedOutput const& found) {
  std::vector<LeverPair> pairs = found.attribution.pairs;
  if (pairs.empty()) return "";
  std::erase_if(pairs, [](LeverPair const& pair) { return !clear_of_zero(pair.interaction); });
  if (pairs.empty()) return "  no two levers help or hinder each other: no interaction's interval is clear of zero\n\n";
  std::stable_sort(pairs.begin(), pairs.end(), [](LeverPair const& a, LeverPair const& b) {
    return std::abs(*a.interaction.mean) > std::abs(*b.interaction.mean);
  });
  constexpr std::size_t most = 10;
  pairs.resize(std::min(pairs.size(), most));
  Table table({"interaction", "index", "95 % interval"});
  for (LeverPair const& pair : pairs)
    table.add({levers.levers()[static_cast<std::size_t>(pair.first)].name + " with " +
                   levers.levers()[static_cast<std::size_t>(pair.second)].name,
               say(pair.interaction.mean, found.output), interval_text(pair.interaction, found.output)});
  return table.text() + "\n";
}

Json to_json(Interval const& interval) { return Json::object().set("low", interval.low).set("high", interval.high); }

Json share_json(LeverShare const& share, Grain const& grain, bool exact) {
  Json json = estimate_json(share.share).set("told", exact_text(share.rounded, grain));
  if (exact)
    json.set("alone", estimate_json(share.alone)).set("last", estimate_json(share.last));
  else
    json.set("sampling_error", Json(share.sampling_error)).set("both", share.both ? to_json(*share.both) : Json());
  return json;
}

}  // namespace

std::string said(double value, NamedOutput const& output) { return worded(value, output); }

std::string interval_text(Estimate const& estimate, NamedOutput const& output) {
  return estimate.low ? say(estimate.low, output) + " .. " + say(estimate.high, output) : "-";
}

Json estimate_json(Estimate const& estimate) {
  return Json::object()
      .set("mean", Json(estimate.mean))
      .set("standard_error", Json(estimate.standard_error))
      .set("low", Json(estimate.low))
      .set("high", Json(estimate.high))
      .set("replications", estimate.replications)
      .set("left_out", estimate.left_out);
}

std::string levers_text(Levers const& levers, std::vector<AttributedOutput> const& found) {
  std::string text;
  for (AttributedOutput const& each : found) {
    bool const exact = each.attribution.orders == 0;
    text += opening(each);
    text += exact ? exact_shares(levers, each) + interactions(levers, each) : sampled_shares(levers, each);
  }
  return text;
}

Json levers_json(Levers const& levers, std::vector<AttributedOutput> const& found) {
  Json all = Json::object();
  for (AttributedOutput const& each : found) {
    Attribution const& a = each.attribution;
    Json shares = Json::object();
    for (std::size_t i = 0; i < a.shares.size(); ++i)
      shares.set(levers.levers()[i].name, share_json(a.shares[i], a.grain, a.orders == 0));
    Json pairs = Json::array();
    for (LeverPair const& pair : a.pairs)
      pairs.add(estimate_json(pair.interaction)
                    .set("first", levers.levers()[static_cast<std::size_t>(pair.first)].name)
                    .set("second", levers.levers()[static_cast<std::size_t>(pair.second)].name));
    all.set(each.output.name(),
            Json::object()
                .set("unit", each.output.unit())
                .set("none", estimate_json(a.none))
                .set("all", estimate_json(a.all))
                .set("total", estimate_json(a.total).set("told", exact_text(a.rounded_total, a.grain)))
                .set("shares", std::move(shares))
                .set("interactions", std::move(pairs)));
  }
  return all;
}

std::string counterfactual_text(CounterfactualAccount const& account, NamedOutput const& lost,
                                NamedOutput const& value) {
  std::string text = fmt::format(
      "Customers lost: {} ({}). What the books put down to each silo, and how many would have stayed had its losses "
      "been nil\n\n",
      say(account.lost.mean, lost), interval_text(account.lost, lost));
  Table table(
      {"silo", "attributed", "95 % interval", "would have stayed", "95 % interval", "value regained", "95 % interval"});
  auto const add = [&](std::string const& name, Counterfactual const& each) {
    table.add({name, say(each.attributed.mean, lost), interval_text(each.attributed, lost), say(each.stayed.mean, lost),
               interval_text(each.stayed, lost), say(each.regained.mean, value), interval_text(each.regained, value)});
  };
  for (Counterfactual const& each : account.silos) add(each.silo, each);
  add("all silos at once", account.all);
  table.add(
      {"put down to no silo", say(account.baseline.mean, lost), interval_text(account.baseline, lost), "", "", "", ""});
  return text + table.text() +
         "\n"
         "Attributed is an accounting rule: it shares out the losses that there were. Would have stayed is a second\n"
         "history of the same customers with the same luck, in which from month 0 on the silo costs nobody any trust.\n"
         "They differ where silos' losses act together, where those who stay are lost later for another reason, by "
         "what "
         "the\n"
         "books put down to a silo whose failure sent a customer out by a churn route, and by the losses of the "
         "warm-up,\n"
         "which the books remember; the second history undoes neither of these two.\n\n";
}

Json counterfactual_json(CounterfactualAccount const& account) {
  auto const one = [](Counterfactual const& each) {
    return Json::object()
        .set("attributed", estimate_json(each.attributed))
        .set("stayed", estimate_json(each.stayed))
        .set("value_regained", estimate_json(each.regained))
        .set("stayed_beyond_attributed", estimate_json(each.beyond));
  };
  Json silos = Json::object();
  for (Counterfactual const& each : account.silos) silos.set(each.silo, one(each));
  return Json::object()
      .set("lost", estimate_json(account.lost))
      .set("baseline", estimate_json(account.baseline))
      .set("silos", std::move(silos))
      .set("all_silos", one(account.all));
}

}  // namespace silowalk::inline report
