#include "engine/analysis/replay/twins_summary.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <optional>

#include "engine/analysis/replay/census.h"
#include "engine/analysis/replay/roll.h"
#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

/// Returns A's number of each segment, so that twins have one name; none: no such segment in A. By name.
std::vector<std::optional<std::uint16_t>> segments_in(TallyAxes const& from, TallyAxes const& to) {
  std::vector<std::optional<std::uint16_t>> result;
  for (std::string const& name : from.segments) {
    auto const found = std::find(to.segments.begin(), to.segments.end(), name);
    result.push_back(found == to.segments.end()
                         ? std::nullopt
                         : std::optional(static_cast<std::uint16_t>(found - to.segments.begin())));
  }
  return result;
}

/// Adds a value to a hash of 64 bits. A collision, which would hide a difference, is improbable.
std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
  hash *= 0xBF58476D1CE4E5B9u;
  return hash ^ (hash >> 31);
}
std::uint64_t mixed(std::uint64_t hash, double value) { return mixed(hash, std::bit_cast<std::uint64_t>(value)); }

/// Hashes of a visit: of all that first_aspect() compares, and of all that decides whether ways part. Stories are not
/// kept: those of all customers take many times the memory.
struct Print {
  std::uint64_t all = 0;  ///< 64 bits of all that can differ
  std::uint32_t way = 0;  ///< 32 bits of the way
};

/// One customer's beginning and the hashes of all visits, in their order.
struct Prints {
  Beginning beginning;
  std::vector<Print> visits;
};

/// Records lives and hashes of every customer of one scenario, under A's segment numbers. For one replication.
class Printer : public VisitSink {
 public:
  /// `names`: the axes of A.
  Printer(PastRun const& run, TallyAxes const& names)
      : census_(run.scenario()), segments_(segments_in(run.model().axes(), names)), roll_(names.segments.size()) {
    for (Touchpoint const& t : run.scenario().touchpoints) touchpoints_.push_back(name_hash(t.name));
    for (Exit const& e : run.scenario().exits) exits_.push_back(name_hash(e.name));
  }

  void begin(Beginning const& beginning) override {
    census_.begin(beginning);
    if (Prints* const prints = of(beginning.segment, beginning.arrival)) prints->beginning = beginning;
  }

  void close(Prices const& prices) override { census_.close(prices); }
  void record(Visit const& visit) override {
    census_.record(visit);
    if (Prints* const prints = of(visit.segment, visit.arrival)) prints->visits.push_back(print_of(visit));
  }

  Roll const& roll() const { return roll_; }
  /// Returns the hashes of a customer; null where the scenario has no such customer.
  Prints const* find(CustomerName const& name) const {
    auto const place = roll_.find(name);
    return place ? &prints_[*place] : nullptr;
  }
  /// Frees the hashes, which are not needed for the second pass.
  void forget_prints() { prints_ = {}; }

  /// Returns the lives in the order of the roll; customers without a segment in A are left out. Call it once.
  std::vector<Life> lives() {
    std::vector<Life> result(roll_.size());
    for (Life const& life : census_.take().lives) {
      if (auto const segment = segments_[life.name.segment]) result[*roll_.find({*segment, life.name.arrival})] = life;
    }
    return result;
  }

 private:
  /// Returns the place for a customer's hashes; null without a segment in A.
  Prints* of(std::uint16_t own, std::uint32_t arrival) {
    auto const segment = segments_[own];
    if (!segment) return nullptr;
    std::size_t const place = roll_.add({*segment, arrival});
    if (place == prints_.size()) prints_.emplace_back();
    return &prints_[place];
  }

  /// Returns the hashes of a visit. Names are hashed instead of indices, which differ between scenarios.
  Print print_of(Visit const& v) const {
    bool const goes_on = v.then == Visit::Then::visit || v.then == Visit::Then::beyond_horizon;
    std::uint32_t const target = v.then == Visit::Then::quiet_churn ? 0
                                 : goes_on                          ? touchpoints_[v.next]
                                                                    : exits_[v.next];
    auto const word = [](auto value) { return static_cast<std::uint64_t>(value); };
    std::uint64_t way = mixed(word(v.outcome), word(v.context_lost ? 1 : 0));
    way = mixed(way, word(v.then));
    if (v.then == Visit::Then::visit) way = mixed(way, word(target));
    std::uint64_t all = mixed(way, word(target));
    // All times and scores exactly: equal causes give equal bits.
    for (double const value : {v.wait, v.handling, v.end, v.trust_after, v.surveyed ? v.score : -1.0, v.next_time})
      all = mixed(all, value);
    return {all, static_cast<std::uint32_t>(way >> 32)};
  }

  Census census_;
  std::vector<std::optional<std::uint16_t>> segments_;
  Roll roll_;
  std::vector<std::uint32_t> touchpoints_, exits_;
  std::vector<Prints> prints_;
};

/// Which visits of a customer decide: of the first difference, and whether there is a parting.
struct Wanted {
  std::size_t first = 0;                ///< number of the visit that differs first
  bool parts = false;                   ///< whether the ways part at any visit
  std::size_t seen = 0;                 ///< visits received so far
  std::optional<std::uint16_t> last;    ///< touchpoint of the visit before the next one
  std::optional<std::uint16_t> before;  ///< touchpoint before `visit`
  std::optional<Visit> visit;           ///< the visit itself, once it was received
};

/// Records one visit of each customer on a roll, the one that Wanted::first names. For one replication.
class VisitRecorder : public VisitSink {
 public:
  /// `segments`: A's number for each segment of the scenario. `roll` must outlive the object.
  VisitRecorder(Roll const& roll, std::vector<Wanted> wanted, std::vector<std::optional<std::uint16_t>> segments)
      : roll_(roll), wanted_(std::move(wanted)), segments_(std::move(segments)) {}

  bool wants(std::uint16_t segment, std::uint32_t arrival) const override {
    auto const place = find(segment, arrival);
    return place && !wanted_[*place].visit;
  }
  void begin(Beginning const& b) override {
    if (auto const place = find(b.segment, b.arrival); place && b.dwelling) wanted_[*place].last = b.touchpoint;
  }
  void record(Visit const& visit) override {
    Wanted& wanted = wanted_[*find(visit.segment, visit.arrival)];
    if (wanted.first == wanted.seen) {
      wanted.visit = visit;
      wanted.before = wanted.last;
    }
    wanted.last = visit.touchpoint;
    ++wanted.seen;
  }
  std::vector<Wanted> const& wanted() const { return wanted_; }

 private:
  /// Returns the customer's place on the roll.
  std::optional<std::size_t> find(std::uint16_t own, std::uint32_t arrival) const {
    auto const segment = segments_[own];
    return segment ? roll_.find({*segment, arrival}) : std::nullopt;
  }

  Roll const& roll_;
  std::vector<Wanted> wanted_;
  std::vector<std::optional<std::uint16_t>> segments_;
};

/// Returns the number of the first visit at which the hashes differ; none where common visits are alike.
template <class Differs>
std::optional<std::size_t> first_of(Prints const& a, Prints const& b, Differs const& differs) {
  std::size_t const both = std::min(a.visits.size(), b.visits.size());
  for (std::size_t i = 0; i < both; ++i) {
    if (differs(a.visits[i], b.visits[i])) return i;
  }
  return std::nullopt;
}

/// Counts the twins of one replication, in two passes over each scenario: hashes of all visits, then one visit of each
/// customer who differs. An object counts once.
class TwinsCounter {
 public:
  TwinsCounter(PastRun const& a, PastRun const& b, std::uint32_t replication)
      : a_(a),
        b_(b),
        replication_(replication),
        twins_(twin_scenarios(a, b, replication)),
        differing_(a.model().axes().segments.size()) {}

  TwinsCount count() {
    TallyAxes const& names = a_.model().axes();
    Printer in_a(a_, names);
    Printer in_b(b_, names);
    a_.replay(replication_, in_a);
    b_.replay(replication_, in_b);
    begins_.resize(in_a.roll().size());
    for (std::size_t place = 0; place < in_a.roll().size(); ++place) compare(place, in_a, in_b);
    in_a.forget_prints();
    in_b.forget_prints();
    VisitRecorder from_a(differing_, wanted_, segments_in(names, names));
    VisitRecorder from_b(differing_, wanted_, segments_in(b_.model().axes(), names));
    // Nobody differs after the beginning: the second pass would find nothing.
    if (!wanted_.empty()) {
      a_.replay(replication_, from_a);
      b_.replay(replication_, from_b);
    }
    std::vector<Life> const lives_a = in_a.lives();
    std::vector<Life> const lives_b = in_b.lives();
    for (std::size_t place = 0; place < lives_a.size(); ++place) {
      auto const twin = in_b.roll().find(in_a.roll().name(place));
      if (twin) settle(place, in_a.roll().name(place), lives_a[place], lives_b[*twin], from_a, from_b);
    }
    return std::move(count_);
  }

 private:
  /// Finds where one customer of A differs from the twin in B.
  void compare(std::size_t place, Printer const& in_a, Printer const& in_b) {
    CustomerName const& name = in_a.roll().name(place);
    Prints const* const a = in_a.find(name);
    Prints const* const b = in_b.find(name);
    if (b == nullptr) return;
    if (!same_beginning(a->beginning, b->beginning, *twins_.a, *twins_.b)) {
      begins_[place] = cause_of_beginning(twins_, a->beginning);
      return;
    }
    auto const first = first_of(*a, *b, [](Print const& x, Print const& y) { return x.all != y.all; });
    if (!first) return;
    auto const parting = first_of(*a, *b, [](Print const& x, Print const& y) { return x.way != y.way; });
    differing_.add(name);
    wanted_.push_back({*first, parting.has_value(), 0, std::nullopt, std::nullopt, std::nullopt});
  }

  /// Adds one pair of twins to the counts, by the cause of their first difference.
  void settle(std::size_t place, CustomerName const& name, Life const& a, Life const& b, VisitRecorder const& from_a,
              VisitRecorder const& from_b) {
    // Neither was there since month 0: the tally does not count them either.
    if (!a.there && !b.there) return;
    ++count_.customers;
    std::int64_t const lost = (b.lost ? 1 : 0) - (a.lost ? 1 : 0);
    double const margin = b.margin - a.margin;
    count_.lost += lost;
    count_.margin += margin;
    Cause cause;
    bool parted = true;
    double moment = 0;
    if (begins_[place]) {
      cause = *begins_[place];
    } else if (auto const found = differing_.find(name)) {
      Wanted const& in_a = from_a.wanted()[*found];
      cause = cause_of_first(in_a, from_b.wanted()[*found]);
      parted = in_a.parts;
      moment = in_a.visit->time;
    } else {
      return;
    }
    ++count_.differing;
    count_.parted += parted ? 1 : 0;
    count_.sum_of_moments += moment;
    CauseCount& of = count_.causes[{cause.kind, joined(cause.owners, " + ", "(no owner found)")}];
    ++of.customers;
    of.parted += parted ? 1 : 0;
    of.lost += lost;
    of.margin += margin;
  }

  /// Returns the cause of the first difference.
  Cause cause_of_first(Wanted const& in_a, Wanted const& in_b) const {
    auto const aspect = first_aspect(*in_a.visit, *in_b.visit, *twins_.a, *twins_.b);
    return aspect ? cause_of(*aspect, twins_, *in_a.visit, *in_b.visit, in_a.before) : Cause{};
  }

  PastRun const& a_;
  PastRun const& b_;
  std::uint32_t replication_;
  TwinScenarios twins_;
  Roll differing_;                            ///< who differs after the beginning
  std::vector<Wanted> wanted_;                ///< by place in `differing_`
  std::vector<std::optional<Cause>> begins_;  ///< by place in A's roll: who begins differently
  TwinsCount count_;
};

/// Returns the estimate of a value of each replication's count.
Estimate over(std::vector<TwinsCount> const& counts,
              std::function<std::optional<double>(TwinsCount const&)> const& value) {
  Series series;
  for (TwinsCount const& each : counts) series.push_back(value(each));
  return estimate(series);
}

/// Returns the estimate of a share, its interval within 0 and 1.
Estimate share_of(Estimate value) { return within_range(value, OutputKind::share); }

}  // namespace

TwinsCount count_twins(PastRun const& a, PastRun const& b, std::uint32_t replication) {
  a.check_replication(replication);
  b.check_replication(replication);
  return TwinsCounter(a, b, replication).count();
}

TwinsSummary summarise_twins(std::vector<TwinsCount> const& counts, std::vector<std::uint32_t> replications) {
  using Value = std::optional<double>;
  auto const share = [](std::int64_t part, std::int64_t of) {
    return of > 0 ? Value(static_cast<double>(part) / static_cast<double>(of)) : Value();
  };
  auto const whole = [](std::int64_t number) { return Value(static_cast<double>(number)); };
  TwinsSummary summary;
  summary.replications = std::move(replications);
  summary.customers = not_below_zero(over(counts, [&](TwinsCount const& c) { return whole(c.customers); }));
  summary.differing = share_of(over(counts, [&](TwinsCount const& c) { return share(c.differing, c.customers); }));
  summary.parted = share_of(over(counts, [&](TwinsCount const& c) { return share(c.parted, c.customers); }));
  summary.moment = not_below_zero(over(counts, [&](TwinsCount const& c) {
    return c.differing > 0 ? Value(c.sum_of_moments / static_cast<double>(c.differing)) : Value();
  }));
  summary.lost = over(counts, [&](TwinsCount const& c) { return whole(c.lost); });
  summary.margin = over(counts, [&](TwinsCount const& c) { return Value(c.margin); });
  // Causes are collected over all replications, so that one that some replications lack counts as 0 there.
  std::map<std::pair<Cause::Kind, std::string>, std::int64_t> causes;
  for (TwinsCount const& each : counts) {
    for (auto const& [cause, count] : each.causes) causes[cause] += count.customers;
  }
  // Negative counts sort the most customers first; ties go by cause.
  std::vector<std::pair<std::int64_t, std::pair<Cause::Kind, std::string>>> order;
  for (auto const& [cause, customers] : causes) order.emplace_back(-customers, cause);
  std::sort(order.begin(), order.end());
  for (auto const& [customers, cause] : order) {
    auto const of = [&, key = cause](auto const& value) {
      return over(counts, [&](TwinsCount const& c) {
        auto const found = c.causes.find(key);
        return Value(found == c.causes.end() ? 0.0 : static_cast<double>(value(found->second)));
      });
    };
    summary.causes.push_back(
        {cause.first, cause.second, not_below_zero(of([](CauseCount const& c) { return c.customers; })),
         not_below_zero(of([](CauseCount const& c) { return c.parted; })),
         of([](CauseCount const& c) { return c.lost; }), of([](CauseCount const& c) { return c.margin; })});
  }
  return summary;
}

TwinsSummary summarise_twins(PastRun const& a, PastRun const& b, std::uint32_t most) {
  // A twin needs both.
  std::uint32_t const count = std::min({most, a.replications(), b.replications()});
  std::vector<TwinsCount> counts;
  std::vector<std::uint32_t> replications;
  for (std::uint32_t r = 0; r < count; ++r) {
    counts.push_back(count_twins(a, b, r));
    replications.push_back(r);
  }
  return summarise_twins(counts, replications);
}

}  // namespace silowalk::inline analysis
