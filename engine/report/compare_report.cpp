#include "engine/report/compare_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/base/text.h"
#include "engine/report/goals_comparison.h"
#include "engine/report/table.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

constexpr std::size_t most_side_effects = 12;  // of one scenario; --json has all
constexpr std::size_t most_on_one_page = 3;

std::string spoken_difference(double value, OutputKind kind, std::string const& currency) {
  std::string const sign = value > 0 ? "+" : value < 0 ? "-" : "";
  std::string text = worded(std::abs(value), kind, currency);
  if (kind == OutputKind::share && text.ends_with(" %")) text.replace(text.size() - 1, 1, "points");
  return sign + text;
}
std::string interval_of(Contrast const& contrast, OutputKind kind, std::string const& currency) {
  Estimate const& found = contrast.paired.difference;
  if (!found.low) return "-";
  return spoken_difference(*found.low, kind, currency) + " .. " + spoken_difference(*found.high, kind, currency);
}
std::string spoken_percent(double ratio) {
  double const change = ratio - 1;
  return (change > 0 ? "+" : change < 0 ? "-" : "") + percent(std::abs(change));
}

std::string percent_of(RatioEstimate const& ratio) {
  if (!ratio.ratio) return "-";
  if (!ratio.low) return spoken_percent(*ratio.ratio);
  return fmt::format("{} ({} .. {})", spoken_percent(*ratio.ratio), spoken_percent(*ratio.low),
                     spoken_percent(*ratio.high));
}

std::string mean_of(Estimate const& value, NamedOutput const& output) {
  return value.mean ? worded(*value.mean, output) : "-";
}

class Report {
 public:
  Report(Comparison const& comparison, bool by_segment, std::string const& invented)
      : all_(comparison), by_segment_(by_segment), invented_(invented) {}

  /// For whoever has to decide and will read one page.
  std::string one_page() const {
    ComparedOutput const& decides = all_.outputs.front();
    std::string text = opening() + "Who wins\n\n";
    if (decides.better != Better::neither) text += "  " + verdict(decides) + "\n";
    for (Difference const& each : decides.differences) text += "  " + sentence(decides, each) + "\n";
    text += invented_ + "\n" + side_by_side() + "\n" + worse_off(most_on_one_page) + dashboards() + goals();
    if (all_.replications < 30)
      text += fmt::format("Only {}: intervals rest on differences being near normal.\n",
                          plural(all_.replications, "replication"));
    return text +
           fmt::format(
               "(!): an interval not to be taken at its word; without --one-page it is said why. Intervals hold\n"
               "together at {:.4g} %; of chance only, inputs taken as known.\n",
               100 * all_.scrutiny.level);
  }

  std::string text() const {
    return opening() + winners() + differences() + worse_off(most_side_effects) + dashboards() + goals() +
           statements() + doubts() + footnote();
  }

 private:
  std::string const& name(std::size_t scenario) const { return all_.scenarios[scenario]; }
  static std::string letter(std::size_t scenario) { return scenario_letter(scenario); }

  std::string opening() const {
    std::string text = fmt::format("{} scenarios, {} each with the same luck, months {} to {}\n\n",
                                   all_.scenarios.size(), plural(all_.replications, "replication"), all_.from, all_.to);
    for (std::size_t s = 0; s < all_.scenarios.size(); ++s) {
      text += fmt::format("  {}  {}{}\n", letter(s), name(s), s == all_.baseline ? " (baseline)" : "");
    }
    return text + "\n";
  }

  std::string winners() const {
    ComparedOutput const& decides = all_.outputs.front();
    std::string text = "Who wins\n\n";
    if (decides.better != Better::neither) {
      text += "  " + verdict(decides) + "\n";
      for (Difference const& each : decides.differences) text += "  " + sentence(decides, each) + "\n";
      text += invented_ + "\n";
    }
    std::vector<std::string> heads{"output", "winner"};
    for (std::size_t s = 0; s < all_.scenarios.size(); ++s) heads.push_back(letter(s) + " best");
    Table table(heads);
    for (ComparedOutput const& each : all_.outputs) {
      if (each.better == Better::neither || each.best.empty()) continue;
      std::vector<std::string> row{each.output.name(), each.winner ? letter(*each.winner) : "nobody yet"};
      for (double const chance : each.best) row.push_back(probability_words(chance));
      table.add(std::move(row));
    }
    if (table.empty() && all_.replications < 2) return text + "  One replication says nothing of chance: run more.\n\n";
    if (table.empty()) return text + "  Nothing asked for is better higher or lower.\n\n";
    return text + table.text() + "\n";
  }

  std::string verdict(ComparedOutput const& one) const {
    std::string const what =
        one.output.name() + (one.better == Better::higher ? " (more is better)" : " (less is better)");
    if (one.winner) return fmt::format("{}: {} wins.", what, letter(*one.winner));
    auto const all = [&](auto const& is) {
      return std::all_of(one.differences.begin(), one.differences.end(),
                         [&](Difference const& each) { return is(each.finding); });
    };
    if (all([](Finding finding) { return finding == Finding::identical; })) {
      return fmt::format("{}: nobody wins, the scenarios do not differ at all.", what);
    }
    if (all([](Finding finding) { return finding == Finding::identical || finding == Finding::negligible; })) {
      return fmt::format("{}: nobody wins, and no difference matters.", what);
    }
    return fmt::format("{}: nobody wins yet.", what);
  }

  std::string sentence(ComparedOutput const& one, Difference const& each) const {
    std::string text = fmt::format("{} - {}: ", letter(each.scenario), letter(all_.baseline));
    Estimate const& found = each.contrast.paired.difference;
    if (!found.mean) return text + "not defined in both";
    text +=
        fmt::format("{} ({}), ", spoken_difference(*found.mean, one.output), interval_of(each.contrast, one.output));
    text += what_it_means(one, each);
    if (each.finding == Finding::undecided || each.finding == Finding::higher_a_little ||
        each.finding == Finding::lower_a_little) {
      text += "\n      " + how_many_more(each);
    }
    return text;
  }

  static std::string what_it_means(ComparedOutput const& one, Difference const& each) {
    std::string const smallest = worded(one.smallest, one.output);
    switch (each.finding) {
      case Finding::identical:
        return "the same in every replication";
      case Finding::negligible:
        return fmt::format("no difference that matters (within {})", smallest);
      case Finding::higher:
      case Finding::lower:
        return one.smallest > 0 ? fmt::format("clear of the {} that matter", smallest) : "clear of zero";
      case Finding::higher_a_little:
      case Finding::lower_a_little:
        return fmt::format("clear of zero, but perhaps less than the {} that matter", smallest);
      case Finding::undecided:
        return "which contains zero";
      default:
        return "with too few replications for an interval";
    }
  }

  std::string how_many_more(Difference const& each) const {
    if (!each.replications) return "no number of replications that could be run would decide a difference so small";
    std::uint64_t const more = *each.replications - all_.replications;
    return fmt::format(
        "about {} more would decide, four times in five, if it is what it seems: run with --replications {}",
        plural(more, "replication"), *each.replications);
  }

  std::string differences() const {
    std::string text;
    for (std::size_t s = 0; s < all_.scenarios.size(); ++s) {
      if (s == all_.baseline) continue;
      Table table({"output", letter(all_.baseline), letter(s), "difference", "interval", "percent", "higher in", ""});
      for (ComparedOutput const& each : all_.outputs) add_row(table, each, s);
      text += fmt::format("What differs: {} - {}\n\n{}\n", letter(s), letter(all_.baseline), table.text());
    }
    return text;
  }

  /// Every output once: the baseline's mean, and how much more each other scenario has.
  std::string side_by_side() const {
    std::vector<std::string> heads{"output", letter(all_.baseline)};
    for (std::size_t s = 0; s < all_.scenarios.size(); ++s) {
      if (s != all_.baseline) heads.push_back(fmt::format("{} - {}", letter(s), letter(all_.baseline)));
    }
    Table table(heads);
    for (ComparedOutput const& one : all_.outputs) {
      std::vector<std::string> row{one.output.name(), mean_of(one.means[all_.baseline], one.output)};
      for (Difference const& each : one.differences) {
        Estimate const& found = each.contrast.paired.difference;
        row.push_back(found.mean ? fmt::format("{} ({}){}", spoken_difference(*found.mean, one.output),
                                               interval_of(each.contrast, one.output), each.doubts.own() ? " (!)" : "")
                                 : "-");
      }
      table.add(std::move(row));
    }
    return "What differs\n\n" + table.text();
  }

  void add_row(Table& table, ComparedOutput const& one, std::size_t scenario) const {
    auto const each = std::find_if(one.differences.begin(), one.differences.end(),
                                   [&](Difference const& other) { return other.scenario == scenario; });
    Contrast const& contrast = each->contrast;
    Estimate const& found = contrast.paired.difference;
    table.add({one.output.name(), mean_of(one.means[all_.baseline], one.output),
               mean_of(one.means[scenario], one.output), found.mean ? spoken_difference(*found.mean, one.output) : "-",
               interval_of(contrast, one.output), percent_of(contrast.ratio),
               fmt::format("{} of {}", contrast.above, contrast.above + contrast.below + contrast.equal),
               std::string(word_of(each->finding)) + (each->doubts.own() ? " (!)" : "")});
  }

  std::string worse_off(std::size_t most) const {
    std::string text = fmt::format("Who is worse off, and where ({} looked at)\n\n",
                                   plural(static_cast<std::uint64_t>(all_.side_scrutiny.comparisons), "difference"));
    for (std::size_t s = 0; s < all_.scenarios.size(); ++s) {
      if (s == all_.baseline) continue;
      std::vector<SideEffect const*> worse;
      std::size_t better = 0;
      for (SideEffect const& each : all_.side_effects) {
        if (each.difference.scenario != s) continue;
        if (each.worse) worse.push_back(&each);
        better += each.worse ? 0 : 1;
      }
      text +=
          fmt::format("  {}: {} worse than in {}, {} better\n", letter(s), worse.size(), letter(all_.baseline), better);
      text += worse.empty() ? "\n" : "\n" + table_of(worse, most) + "\n";
    }
    return text;
  }

  static std::string table_of(std::vector<SideEffect const*>& worse, std::size_t most) {
    auto const size = [](SideEffect const* each) {
      return std::abs(each->difference.contrast.ratio.ratio.value_or(INFINITY) - 1);
    };
    std::stable_sort(worse.begin(), worse.end(), [&](SideEffect const* a, SideEffect const* b) {
      return a->of != b->of ? order(a->of) < order(b->of) : size(a) > size(b);
    });
    Table table({"worse", "difference", "interval", "percent", ""});
    for (std::size_t i = 0; i < std::min(worse.size(), most); ++i) {
      SideEffect const& each = *worse[i];
      Contrast const& contrast = each.difference.contrast;
      table.add({each.output.name(), spoken_difference(*contrast.paired.difference.mean, each.output),
                 interval_of(contrast, each.output), percent_of(contrast.ratio),
                 each.difference.doubts.own() ? "(!)" : ""});
    }
    std::string const rest =
        worse.size() > most ? fmt::format("    and {} more: --json has all\n", worse.size() - most) : "";
    return table.text(4) + rest;
  }

  std::string dashboards() const {
    std::string text = "The dashboards against reality\n\n";
    std::size_t found = 0;
    for (Dashboard const& each : all_.dashboards) {
      if (!each.green_but_red) continue;
      ++found;
      text += fmt::format(
          "  Green dashboard, red journey: in {} the customers of '{}' score it {:+.2f} points ({}),\n"
          "  while value_at_close moves by {} ({}).\n",
          letter(each.scenario), each.silo, *each.score.paired.difference.mean, score_interval(each.score),
          spoken_difference(*each.value.paired.difference.mean, OutputKind::money, all_.currency),
          interval_of(each.value, OutputKind::money, all_.currency));
    }
    if (all_.dashboards.empty()) return text + "  No silo has answers from its customers in several replications.\n\n";
    if (found == 0) {
      text += fmt::format("  No silo's own survey score is up while value_at_close is down ({} looked at).\n",
                          plural(all_.dashboards.size(), "dashboard"));
    }
    return text + "\n";
  }

  static std::string score_interval(Contrast const& score) {
    return fmt::format("{:+.2f} .. {:+.2f}", *score.paired.difference.low, *score.paired.difference.high);
  }

  std::string goals() const {
    std::vector<AnsweredScenario> answered;
    for (std::size_t s = 0; s < all_.scenarios.size(); ++s) answered.push_back({letter(s), all_.goals[s]});
    std::string const text = goals_compared_text(answered);
    return text.empty() ? "" : "Goals and guardrails (Wilson's 95 % intervals over replications)\n\n" + text;
  }

  std::string statements() const {
    std::string text;
    for (std::size_t s = 0; s < all_.scenarios.size(); ++s) {
      AssetStatement const& statement = all_.statements[s];
      Table table({"", "open", "joined", "lost", "ended", "revaluation", "close"});
      for (AssetRow const& row : statement.rows) {
        if (!row.segment.empty() && !by_segment_) continue;
        add_lines(table, row.segment.empty() ? "customers" : row.segment + ", customers", row.heads, OutputKind::count,
                  "");
        add_lines(table, row.segment.empty() ? "value" : row.segment + ", value", row.value, OutputKind::money,
                  statement.currency);
      }
      text += fmt::format("Customer assets: {}  {} ({})\n\n{}\n", letter(s), name(s), balance(statement), table.text());
    }
    return text;
  }

  static std::string balance(AssetStatement const& statement) {
    if (statement.imbalances.empty()) return fmt::format("balances in all {} rows", statement.checked);
    AssetImbalance const& first = statement.imbalances.front();
    return fmt::format("DOES NOT BALANCE in {}{} of {} rows, first in replication {}, month {}, segment {}, by {}",
                       statement.imbalances.size(), statement.imbalances.size() < 100 ? "" : " or more",
                       statement.checked, first.replication, first.month, first.segment, first.by);
  }

  static void add_lines(Table& table, std::string const& title, std::array<Estimate, asset_lines> const& lines,
                        OutputKind kind, std::string const& currency) {
    std::vector<std::string> means{title};
    std::vector<std::string> errors{"  +/-"};
    for (std::size_t line = 0; line < asset_lines; ++line) {
      Estimate const& value = lines[line];
      bool const none = kind == OutputKind::count && line == static_cast<std::size_t>(AssetLine::revaluation);
      bool const minus =
          line == static_cast<std::size_t>(AssetLine::lost) || line == static_cast<std::size_t>(AssetLine::ended);
      double const mean = value.mean.value_or(0);
      means.push_back(none || !value.mean ? "" : worded(minus && mean != 0 ? -mean : mean, kind, currency));
      errors.push_back(none || !value.low ? "" : worded((*value.high - *value.low) / 2, kind, currency));
    }
    table.add(std::move(means));
    table.add(std::move(errors));
  }

  static std::string first_of(std::vector<std::string> const& outputs) {
    constexpr std::size_t most = 6;
    std::string text;
    for (std::size_t i = 0; i < std::min(outputs.size(), most); ++i) text += (i == 0 ? "" : ", ") + outputs[i];
    if (outputs.size() > most) text += fmt::format(", and {} more marked (!)", outputs.size() - most);
    return text;
  }

  /// Grouped by reason.
  std::string doubts() const {
    std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
    auto const add = [&](std::string const& output, Difference const& each) {
      Doubts own = each.doubts;
      own.few_replications = false;
      for (std::string const& why : words_of(own)) {
        auto found =
            std::find_if(reasons.begin(), reasons.end(), [&](auto const& other) { return other.first == why; });
        if (found == reasons.end()) found = reasons.insert(reasons.end(), {why, {}});
        found->second.push_back(fmt::format("{} ({} - {})", output, letter(each.scenario), letter(all_.baseline)));
      }
    };
    for (ComparedOutput const& output : all_.outputs) {
      for (Difference const& each : output.differences) add(output.output.name(), each);
    }
    for (SideEffect const& each : all_.side_effects) {
      if (each.worse) add(each.output.name(), each.difference);
    }
    std::string text;
    if (all_.replications < 30) {
      text += fmt::format("  all: {}, fewer than 30: they rest on differences being near normal\n",
                          plural(all_.replications, "replication"));
    }
    for (auto const& [why, outputs] : reasons) text += fmt::format("  {}:\n    {}\n", why, first_of(outputs));
    return text.empty() ? "" : "(!) Intervals not to be taken at their word\n\n" + text + "\n";
  }

  std::string footnote() const {
    double const each = single_level(all_.scrutiny, all_.replications);
    std::string text = fmt::format(
        "Intervals: Student's t over differences by replication, percent by Fieller's ratio of means; {:.4g} % each, "
        "so\n"
        "that all {} hold together at {:.4g} % (Bonferroni; worse off {:.4g} %, dashboards {:.4g} % each). A winner's\n"
        "intervals against every other scenario are clear of zero. Best: probability that its mean is, by a "
        "multivariate\n"
        "t. Means of an asset statement: +/- half of a 95 % interval.",
        100 * each, all_.scrutiny.comparisons, 100 * all_.scrutiny.level,
        100 * single_level(all_.side_scrutiny, all_.replications),
        100 * single_level(all_.dashboard_scrutiny, all_.replications));
    if (all_.scrutiny.first_look) {
      text += fmt::format(" Look {} since {} is paid for.", look_of(all_.scrutiny, all_.replications),
                          plural(*all_.scrutiny.first_look, "replication"));
    } else {
      text += " Looking again\nafter more replications has a price: --first-look.";
    }
    return text + " Of chance only, inputs taken as known.\n";
  }

  /// Segments, silos, touchpoints: who, then where.
  static int order(OutputOf of) { return of == OutputOf::segment ? 0 : of == OutputOf::silo ? 1 : 2; }

  Comparison const& all_;
  bool by_segment_;
  std::string const& invented_;
};

}  // namespace

std::string probability_words(double chance) {
  if (chance > 0.999) return "> 99.9 %";
  if (chance < 0.001) return "< 0.1 %";
  return percent(chance);
}

std::string scenario_letter(std::size_t scenario) {
  return scenario < 26 ? std::string(1, static_cast<char>('A' + scenario)) : fmt::format("S{}", scenario + 1);
}

std::string spoken_difference(double value, NamedOutput const& output) {
  return spoken_difference(value, output.kind(), output.currency());
}

std::string interval_of(Contrast const& contrast, NamedOutput const& output) {
  return interval_of(contrast, output.kind(), output.currency());
}

std::vector<std::string> words_of(Doubts const& doubts) {
  std::vector<std::string> words;
  if (doubts.few_replications) words.push_back("fewer than 30 replications: rests on differences being near normal");
  if (doubts.skewed) words.push_back("differences so skewed that one side may be missed twice as often as said");
  if (doubts.few_differ) words.push_back("fewer than 10 replications differ at all");
  if (doubts.few_events) words.push_back("fewer than 50 customers lost in all replications");
  if (doubts.left_out) words.push_back("not defined in some replications, which are left out");
  return words;
}

std::string_view word_of(Finding finding) {
  constexpr std::string_view words[] = {"unknown", "identical", "undecided",        "negligible",
                                        "higher",  "lower",     "higher, a little", "lower, a little"};
  return words[static_cast<int>(finding)];
}

std::string comparison_text(Comparison const& comparison, bool by_segment, std::string const& invented) {
  return Report(comparison, by_segment, invented).text();
}

std::string comparison_one_page(Comparison const& comparison, std::string const& invented) {
  return Report(comparison, false, invented).one_page();
}

}  // namespace silowalk::inline report
