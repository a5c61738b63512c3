#include "engine/analysis/results/objective.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/analysis/results/comparison.h"
#include "engine/base/complaint.h"
#include "engine/scenario/objective_file.h"

namespace silowalk::inline analysis {
namespace {

/// Bounds the work: 2^8 corners, each with a comparison of all scenarios.
constexpr std::size_t most_ranges = 8;

/// Returns a complaint without a place.
Complaint complaint_of(std::string what, std::string why, std::string guess) {
  Complaint complaint;
  complaint.what = std::move(what);
  complaint.why = std::move(why);
  complaint.guess = std::move(guess);
  return complaint;
}

/// Throws the complaint at a place of the objective. `at`: where in its text the mistake begins, from 0.
[[noreturn]] void complain(Objective const& objective, std::size_t at, Complaint complaint) {
  complaint.where = objective.where;
  complaint.where.column += static_cast<int>(at);
  complaint.excerpt = objective.line;
  throw InvalidInput({complaint});
}

/// Reads "[-] [WEIGHT [.. WEIGHT] *] OUTPUT" again and again, signs between them.
class ObjectiveReader {
 public:
  /// `objective` has a text and no terms.
  explicit ObjectiveReader(Objective objective) : objective_(std::move(objective)) {}

  /// Returns the objective. Throws InvalidInput at the first mistake: what follows cannot be trusted.
  Objective read() {
    skip();
    double sign = read_sign(false);
    while (true) {
      objective_.terms.push_back(read_term(sign));
      skip();
      if (at_ == text_.size()) return objective_;
      sign = read_sign(true);
    }
  }

 private:
  [[noreturn]] void complain(std::size_t at, std::string what, std::string why, std::string guess = "") const {
    analysis::complain(objective_, at, complaint_of(std::move(what), std::move(why), std::move(guess)));
  }

  /// Skips spaces.
  void skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  /// Reads a sign, +1 without one. Throws InvalidInput where a sign is `needed` and missing.
  double read_sign(bool needed) {
    char const c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == '+' || c == '-') {
      ++at_;
      skip();
      return c == '-' ? -1 : 1;
    }
    if (needed) complain(at_, "a sign is missing", "terms are joined by ' + ' or ' - ', between spaces");
    return 1;
  }

  /// Reads a finite number; none, and nothing is consumed, where there is none.
  std::optional<double> read_number() {
    double value = 0;
    // "500..2000": the number ends before the dots of the range.
    std::size_t const dots = text_.find("..", at_);
    char const* const begin = text_.data() + at_;
    char const* const end = text_.data() + std::min(dots, text_.size());
    auto const read = std::from_chars(begin, end, value);
    if (read.ec != std::errc() || !std::isfinite(value)) return std::nullopt;
    at_ += static_cast<std::size_t>(read.ptr - begin);
    return value;
  }

  /// Reads a term. A negative sign turns a range around, so that `least` stays the smaller end.
  ObjectiveTerm read_term(double sign) {
    ObjectiveTerm term;
    std::size_t const start = at_;
    if (std::optional<double> const first = read_number()) {
      double second = *first;
      if (text_.compare(at_, 2, "..") == 0) {
        at_ += 2;
        std::optional<double> const end = read_number();
        if (!end) complain(at_, "a range has no end", "as 500..2000*lost");
        second = *end;
      }
      if (second < *first)
        complain(start, "a range that ends before it begins", "the smaller weight stands first",
                 fmt::format("{}..{}", second, *first));
      skip();
      if (at_ == text_.size() || text_[at_] != '*')
        complain(start, "a number alone", "every term is an output, or WEIGHT*OUTPUT, as 500*lost", with_star(start));
      ++at_;
      skip();
      term.least = sign > 0 ? *first : -second;
      term.most = sign > 0 ? second : -*first;
    } else {
      term.least = term.most = sign;
    }
    std::size_t const name = at_;
    while (at_ < text_.size() && text_[at_] != ' ') ++at_;
    term.output = text_.substr(name, at_ - name);
    term.column = static_cast<int>(name) + 1;
    if (term.output.empty()) complain(name, "an output is missing", "as value_at_close, or 500*lost");
    return term;
  }

  /// Returns the text with a '*' for the "x" or the space between a number, which begins at `start` and ends here, and
  /// a word; "" where there is no word. Precondition: spaces are skipped.
  std::string with_star(std::size_t start) const {
    std::string const spaced = text_.substr(start, at_ - start);
    std::string const number = spaced.substr(0, spaced.find_last_not_of(' ') + 1);
    bool const cross = text_.compare(at_, 2, "x ") == 0;
    std::size_t const word = text_.find_first_not_of(' ', at_ + (cross ? 2 : 0));
    if (word == std::string::npos || text_[word] < 'a' || text_[word] > 'z') return "";
    return fmt::format("{}{}*{}", text_.substr(0, start), number, text_.substr(word));
  }

  Objective objective_;
  std::string const& text_ = objective_.text;
  std::size_t at_ = 0;
};

/// [term][replication], for one scenario.
using Terms = std::vector<Series>;

/// Returns the weighted sum by replication; not defined where a term is not.
Series weighted(Terms const& terms, std::vector<double> const& weights) {
  Series sum(terms.front().size(), 0.0);
  for (std::size_t t = 0; t < terms.size(); ++t) {
    for (std::size_t r = 0; r < sum.size(); ++r) {
      if (sum[r] && terms[t][r])
        *sum[r] += weights[t] * *terms[t][r];
      else
        sum[r].reset();
    }
  }
  return sum;
}

/// Returns the weight of each term, at the middle of its range.
std::vector<double> middles(Objective const& objective) {
  std::vector<double> weights;
  for (ObjectiveTerm const& term : objective.terms) weights.push_back(term.middle());
  return weights;
}

/// Scores one file. An object scores once; file and question must outlive it.
class ObjectiveScorer {
 public:
  /// Checks the scenarios. Throws InvalidInput. Intervals are widened for all objectives, value_at_close included,
  /// times the other scenarios; those of segments for all segments, too.
  ObjectiveScorer(ResultsFile const& file, ObjectiveQuestion const& question) : file_(file), question_(question) {
    check_scenarios();
    Scrutiny scrutiny;
    scrutiny.level = question.level;
    scrutiny.first_look = question.first_look;
    auto const& precision = file.header().precision;
    if (!scrutiny.first_look && precision) scrutiny.first_look = precision->rule.first_look;
    auto const others = static_cast<int>(scenarios().size() - 1);
    scrutiny.comparisons = static_cast<int>(question.objectives.size() + 1) * others;
    result_.scrutiny = scrutiny;
    scrutiny.comparisons *= std::max<int>(1, static_cast<int>(segments().size()));
    result_.segment_scrutiny = scrutiny;
  }

  /// Returns the scores. Call it once: it moves the result out.
  Rescored rescore() {
    result_.objectives.push_back(score(parse_objective("value_at_close")));
    for (Objective const& each : question_.objectives) result_.objectives.push_back(score(each));
    return std::move(result_);
  }

 private:
  std::vector<ScenarioResults> const& scenarios() const { return file_.header().scenarios; }

  /// Returns the segments that every scenario has; pseudo members left out.
  std::vector<std::string> segments() const {
    std::vector<std::string> common;
    for (std::string const& name : scenarios()[result_.baseline].frame.axes.segments) {
      bool const everywhere = std::all_of(scenarios().begin(), scenarios().end(), [&](ScenarioResults const& each) {
        auto const& names = each.frame.axes.segments;
        return std::find(names.begin(), names.end(), name) != names.end();
      });
      if (everywhere && !name.starts_with('(')) common.push_back(name);
    }
    return common;
  }

  /// Finds the baseline, the common replications and the window. Throws InvalidInput where scenarios cannot be
  /// compared.
  void check_scenarios() {
    if (scenarios().size() < 2)
      reject(file_.path(), "the file has only one scenario: nothing to compare",
             "add another one: silowalk run --add OTHER.toml -o " + file_.path());
    if (question_.baseline) result_.baseline = file_.scenario_named(*question_.baseline);
    result_.independent = independent_of(result_.baseline, file_.header());
    result_.replications = scenarios()[result_.baseline].replications;
    int shortest = scenarios()[result_.baseline].frame.axes.months;
    for (ScenarioResults const& each : scenarios()) {
      result_.scenarios.push_back(each.name);
      result_.replications = std::min(result_.replications, each.replications);
      if (each.frame.currency != scenarios()[result_.baseline].frame.currency)
        reject(file_.path(), fmt::format("'{}' has another currency than the baseline", each.name),
               each.frame.currency);
      if (each.frame.axes.months != shortest && !question_.window.to)
        reject(file_.path(), "the scenarios have horizons of different lengths",
               "compare months that all of them have: --to");
    }
    result_.from = question_.window.from;
    result_.to = question_.window.to.value_or(shortest);
  }

  /// Returns the values of outputs in one scenario. `names` belong to the objective's terms, one by one. Throws
  /// InvalidInput with the column of the term.
  Terms evaluate(Objective const& objective, std::vector<std::string> const& names, std::size_t scenario) const {
    std::vector<NamedOutput> outputs;
    for (std::size_t t = 0; t < names.size(); ++t) {
      try {
        outputs.emplace_back(names[t], Window{result_.from, result_.to}, scenarios()[scenario].frame);
      } catch (InvalidInput const& error) {
        complain(objective, static_cast<std::size_t>(objective.terms[t].column - 1), error.complaints().front());
      }
    }
    Terms terms = file_.evaluate(scenario, outputs);
    for (Series& each : terms) each.resize(result_.replications);
    return terms;
  }

  /// Returns one scenario less the baseline, and each term's part in it.
  ObjectiveDifference difference(Objective const& objective, std::vector<Terms> const& terms, std::size_t scenario,
                                 Scrutiny const& scrutiny) const {
    std::vector<double> const weights = middles(objective);
    double const level = single_level(scrutiny, result_.replications);
    ObjectiveDifference result;
    result.scenario = scenario;
    result.contrast = contrast(weighted(terms[result_.baseline], weights), weighted(terms[scenario], weights), level);
    result.finding = finding_of(result.contrast);
    for (std::size_t t = 0; t < weights.size(); ++t) {
      Series const before = weighted({terms[result_.baseline][t]}, {weights[t]});
      Series const after = weighted({terms[scenario][t]}, {weights[t]});
      result.terms.push_back(paired_difference(before, after, level).difference);
    }
    return result;
  }

  /// Returns one objective in all scenarios.
  ScoredObjective score(Objective const& objective) {
    ScoredObjective scored;
    scored.objective = objective;
    std::vector<std::string> names;
    for (ObjectiveTerm const& term : objective.terms) names.push_back(term.output);
    std::vector<Terms> terms;
    for (std::size_t s = 0; s < scenarios().size(); ++s) terms.push_back(evaluate(objective, names, s));
    std::vector<Series> series;
    for (Terms const& each : terms) series.push_back(weighted(each, middles(objective)));
    for (Series const& each : series) scored.values.push_back(estimate(each, question_.level));
    for (std::size_t s = 0; s < scenarios().size(); ++s) {
      if (s != result_.baseline) scored.differences.push_back(difference(objective, terms, s, result_.scrutiny));
    }
    scored.best = probability_best(series, true);
    scored.winner = winner_of(series, true, result_.scrutiny);
    try_corners(terms, scored);
    add_segments(scored);
    return scored;
  }

  /// Finds the winner at every combination of ends of ranges. O(2^ranges) comparisons, hence the limit of ranges.
  void try_corners(std::vector<Terms> const& terms, ScoredObjective& scored) const {
    std::vector<std::size_t> ranges;
    for (std::size_t t = 0; t < scored.objective.terms.size(); ++t) {
      if (scored.objective.terms[t].is_range()) ranges.push_back(t);
    }
    if (ranges.size() > most_ranges)
      complain(scored.objective, 0,
               complaint_of(fmt::format("{} ranges in one objective", ranges.size()),
                            fmt::format("at most {}", most_ranges), ""));
    scored.corners_won.resize(scenarios().size());
    if (ranges.empty()) return;
    scored.corners = 1 << ranges.size();
    for (int corner = 0; corner < scored.corners; ++corner) {
      std::vector<double> weights = middles(scored.objective);
      // Bit i of the corner chooses the end of the i-th range.
      for (std::size_t i = 0; i < ranges.size(); ++i) {
        ObjectiveTerm const& term = scored.objective.terms[ranges[i]];
        weights[ranges[i]] = ((corner >> i) & 1) != 0 ? term.most : term.least;
      }
      std::vector<Series> series;
      for (Terms const& each : terms) series.push_back(weighted(each, weights));
      if (auto const winner = winner_of(series, true, result_.scrutiny)) ++scored.corners_won[*winner];
    }
    auto const all = std::find(scored.corners_won.begin(), scored.corners_won.end(), scored.corners);
    if (all != scored.corners_won.end())
      scored.winner_throughout = static_cast<std::size_t>(all - scored.corners_won.begin());
  }

  /// Adds the differences by segment. Only where every term is an output of the company: a silo's has no segments.
  void add_segments(ScoredObjective& scored) const {
    auto const of_company = [](ObjectiveTerm const& term) { return term.output.find('.') == std::string::npos; };
    if (!std::all_of(scored.objective.terms.begin(), scored.objective.terms.end(), of_company)) return;
    for (std::string const& segment : segments()) {
      std::vector<std::string> names;
      for (ObjectiveTerm const& term : scored.objective.terms)
        names.push_back(fmt::format("segment.{}.{}", segment, term.output));
      std::vector<Terms> terms;
      for (std::size_t s = 0; s < scenarios().size(); ++s) terms.push_back(evaluate(scored.objective, names, s));
      ObjectiveSegment row{segment, {}};
      for (std::size_t s = 0; s < scenarios().size(); ++s) {
        if (s != result_.baseline)
          row.differences.push_back(difference(scored.objective, terms, s, result_.segment_scrutiny));
      }
      scored.segments.push_back(std::move(row));
    }
  }

  ResultsFile const& file_;
  ObjectiveQuestion const& question_;
  Rescored result_;
};

/// Returns all objectives of a file. All are read before anything is thrown, so that a user corrects them in one pass.
std::vector<Objective> objectives_in(std::string const& path) {
  std::vector<Objective> objectives;
  std::vector<Complaint> complaints;
  for (WrittenObjective const& each : read_objective_file(path)) {
    try {
      Objective objective;
      objective.text = each.sum;
      objective.name = each.title.empty() ? each.name : each.title;
      objective.source = each.source;
      objective.where = each.where;
      objective.line = each.line;
      objectives.push_back(ObjectiveReader(std::move(objective)).read());
    } catch (InvalidInput const& error) {
      complaints.insert(complaints.end(), error.complaints().begin(), error.complaints().end());
    }
  }
  if (!complaints.empty()) throw InvalidInput(complaints);
  return objectives;
}

}  // namespace

Objective parse_objective(std::string const& text) {
  Objective objective;
  objective.text = objective.line = text;
  objective.where.file = "--objective";
  objective.where.line = objective.where.column = 1;
  return ObjectiveReader(std::move(objective)).read();
}

std::vector<Objective> read_objectives(std::vector<std::string> const& texts_and_files) {
  std::vector<Objective> all;
  for (std::string const& each : texts_and_files) {
    std::vector<Objective> const some =
        each.ends_with(".toml") ? objectives_in(each) : std::vector{parse_objective(each)};
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

Rescored rescore(ResultsFile const& file, ObjectiveQuestion const& question) {
  return ObjectiveScorer(file, question).rescore();
}

}  // namespace silowalk::inline analysis
