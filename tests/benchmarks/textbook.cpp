#include "tests/benchmarks/textbook.h"

#include <cmath>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <queue>
#include <random>
#include <string>

#include "tests/benchmarks/measure.h"

namespace silowalk::bench {

namespace {

using Engine = std::mt19937_64;
double constexpr forever = std::numeric_limits<double>::infinity();

/// One distribution of the scenario, drawn with the standard library.
class Duration {
 public:
  explicit Duration(Distribution const& d) : kind_(d.kind), a_(d.a), b_(d.b) {
    if (kind_ == Distribution::Kind::exponential && a_ > 0) exponential_ = std::exponential_distribution<>(1 / a_);
    if (kind_ == Distribution::Kind::lognormal) {
      double const variance = std::log(1 + b_ * b_);
      lognormal_ = std::lognormal_distribution<>(std::log(a_) - variance / 2, std::sqrt(variance));
    }
    if (kind_ == Distribution::Kind::gamma) gamma_ = std::gamma_distribution<>(1 / (b_ * b_), a_ * b_ * b_);
    if (kind_ == Distribution::Kind::erlang) gamma_ = std::gamma_distribution<>(b_, a_ / b_);
    if (kind_ == Distribution::Kind::uniform) uniform_ = std::uniform_real_distribution<>(a_, b_);
    if (kind_ == Distribution::Kind::weibull) weibull_ = std::weibull_distribution<>(b_, a_);
  }

  double operator()(Engine& g) {
    switch (kind_) {
      case Distribution::Kind::exponential:
        return exponential_(g);
      case Distribution::Kind::lognormal:
        return lognormal_(g);
      case Distribution::Kind::gamma:
      case Distribution::Kind::erlang:
        return gamma_(g);
      case Distribution::Kind::uniform:
        return uniform_(g);
      case Distribution::Kind::weibull:
        return weibull_(g);
      default:
        return a_;
    }
  }
  double mean() const {
    return kind_ == Distribution::Kind::uniform ? (a_ + b_) / 2 : a_;  // near enough for a start
  }

 private:
  Distribution::Kind kind_;
  double a_, b_;
  std::exponential_distribution<> exponential_;
  std::lognormal_distribution<> lognormal_;
  std::gamma_distribution<> gamma_;
  std::uniform_real_distribution<> uniform_;
  std::weibull_distribution<> weibull_;
};

struct Way {
  int to;  // a touchpoint; below 0: an exit
  Duration after;
};

struct Ways {
  std::vector<Way> way;
  std::vector<double> share;
  std::discrete_distribution<int> choose;
};

struct Stop {
  std::size_t silo = 0;
  bool staffed = false;
  std::vector<Duration> handling, patience;  // none or one
  double success = 1, recovery = 0, revenue = 0, cost = 0;
  Ways next[4];
};

struct Person {
  std::size_t segment = 0;
  std::size_t stop = 0;
  double came = 0;
  double gives_up = forever;
  double leaves = forever;
};

struct Happening {
  double time;
  bool done;  // handling ends
  Person* who;
  bool operator<(Happening const& other) const { return time > other.time; }
};

class Textbook {
 public:
  Textbook(Scenario const& scenario, std::uint64_t seed) : scenario_(scenario), random_(seed) {
    std::map<std::string, int> index, silo;
    for (auto const& t : scenario.touchpoints) index.emplace(t.name, static_cast<int>(index.size()));
    for (auto const& s : scenario.silos) silo.emplace(s.name, static_cast<int>(silo.size()));
    for (auto const& t : scenario.touchpoints) stops_.push_back(stop_of(t, index, silo));
    for (auto const& s : scenario.segments) {
      entry_.push_back(static_cast<std::size_t>(index.at(s.entry)));
      life_.emplace_back(s.churn.rate > 0 ? s.churn.rate : 1);
    }
    busy_.resize(silo.size());
    waiting_.resize(silo.size());
    result_.wait.resize(silo.size());
    result_.served.resize(silo.size());
    end_ = scenario.horizon.length.value_or(scenario.horizon.months * days_per_month);
  }

  TextbookResult run() {
    bool queues = false;
    for (Stop const& s : stops_) queues = queues || s.staffed;
    if (queues) {
      place_all();
      double const begun = cpu_seconds();
      run_events();
      result_.cpu = cpu_seconds() - begun;
    } else {
      double const begun = cpu_seconds();
      run_each();
      result_.cpu = cpu_seconds() - begun;
    }
    return result_;
  }

 private:
  Stop stop_of(Touchpoint const& t, std::map<std::string, int> const& index, std::map<std::string, int> const& silo) {
    Stop stop;
    stop.silo = static_cast<std::size_t>(silo.at(t.silo));
    stop.staffed = t.handling.has_value() && scenario_.silos[stop.silo].agents.has_value();
    if (t.handling) stop.handling.emplace_back(*t.handling);
    if (t.patience) stop.patience.emplace_back(*t.patience);
    stop.success = t.success;
    stop.recovery = t.recovery;
    stop.revenue = t.revenue;
    stop.cost = t.cost;
    for (std::size_t k = 0; k < 4; ++k) {
      Ways& ways = stop.next[k];
      for (Route const& r : t.next[k]) {
        auto const found = index.find(r.to);
        ways.way.push_back({found == index.end() ? -1 : found->second, Duration(r.after)});
        ways.share.push_back(r.share);
      }
      ways.choose = std::discrete_distribution<int>(ways.share.begin(), ways.share.end());
    }
    return stop;
  }

  double chance() { return uniform_(random_); }

  /// Where the visit leads: the time of the next visit, or forever.
  double onwards(Person& person, Stop& stop, Ways& ways, double t, bool good) {
    result_.revenue += (good ? stop.revenue : 0) - stop.cost;
    if (ways.way.empty()) return forever;
    Way& way = ways.way[static_cast<std::size_t>(ways.choose(random_))];
    double const next = t + way.after(random_);
    if (way.to < 0 || next >= person.leaves) return forever;
    person.stop = static_cast<std::size_t>(way.to);
    return next;
  }

  double finish(Person& person, double t) {
    Stop& stop = stops_[person.stop];
    bool good = stop.success >= 1 || chance() < stop.success;
    if (!good) good = stop.recovery > 0 && chance() < stop.recovery;
    return onwards(person, stop, stop.next[good ? 0 : 1], t, good);
  }

  Person born(std::size_t segment, double t) {
    Person p;
    p.segment = segment;
    p.stop = entry_[segment];
    if (scenario_.segments[segment].churn.rate > 0) p.leaves = t + life_[segment](random_);
    return p;
  }

  void run_each() {
    for (std::size_t s = 0; s < scenario_.segments.size(); ++s) {
      for (std::int64_t i = 0; i < scenario_.segments[s].customers; ++i) {
        Person p = born(s, 0);
        for (double t = 0; t < end_;) {
          result_.visits += 1;
          Stop& stop = stops_[p.stop];
          t = finish(p, stop.handling.empty() ? t : t + stop.handling[0](random_));
        }
      }
    }
  }

  /// Shares of those on the way from each route, in the long run: expected visits x share x mean dwell.
  std::vector<double> long_run(std::size_t segment) {
    std::vector<double> visits(stops_.size()), fresh(stops_.size());
    fresh[entry_[segment]] = 1;
    for (int step = 0; step < 2000; ++step) {
      for (std::size_t i = 0; i < stops_.size(); ++i) visits[i] += fresh[i];
      std::vector<double> next(stops_.size());
      for (std::size_t i = 0; i < stops_.size(); ++i) {
        Ways const& ways = stops_[i].next[0];
        for (std::size_t k = 0; k < ways.way.size(); ++k) {
          if (ways.way[k].to >= 0) next[static_cast<std::size_t>(ways.way[k].to)] += fresh[i] * ways.share[k];
        }
      }
      fresh = next;
    }
    return visits;
  }

  void place_all() {
    for (std::size_t s = 0; s < scenario_.segments.size(); ++s) {
      Segment const& segment = scenario_.segments[s];
      if (segment.customers > 0) place(s, segment.customers);
      if (segment.arrivals > 0) newcomer(s, 0);
    }
  }

  void place(std::size_t s, std::int64_t customers) {
    std::vector<double> const visits = long_run(s);
    std::vector<double> weight;
    std::vector<Way*> ways;
    for (std::size_t i = 0; i < stops_.size(); ++i) {
      Ways& list = stops_[i].next[0];
      for (std::size_t k = 0; k < list.way.size(); ++k) {
        if (list.way[k].to < 0) continue;
        ways.push_back(&list.way[k]);
        weight.push_back(visits[i] * list.share[k] * list.way[k].after.mean());
      }
    }
    std::discrete_distribution<std::size_t> where(weight.begin(), weight.end());
    for (std::int64_t i = 0; i < customers; ++i) {
      auto* const person = new Person(born(s, 0));
      Way& way = *ways[where(random_)];
      person->stop = static_cast<std::size_t>(way.to);
      agenda_.push({way.after(random_), false, person});  // a whole dwell for a rest: right where it has no memory
    }
  }

  void newcomer(std::size_t s, double after) {
    std::exponential_distribution<> gap(scenario_.segments[s].arrivals);
    double const t = after + gap(random_);
    auto* const person = new Person(born(s, t));
    person->came = -1;  // not here yet: the next newcomer is made when this one comes
    agenda_.push({t, false, person});
  }

  void run_events() {
    while (!agenda_.empty() && agenda_.top().time < end_) {
      Happening const h = agenda_.top();
      agenda_.pop();
      h.done ? leave(h.who, h.time) : arrive(h.who, h.time);
    }
    for (; !agenda_.empty(); agenda_.pop()) delete agenda_.top().who;
    for (auto& line : waiting_) {
      for (Person* p : line) delete p;
    }
  }

  void arrive(Person* p, double t) {
    if (p->came < 0) newcomer(p->segment, t);
    result_.visits += 1;
    p->came = t;
    Stop& stop = stops_[p->stop];
    if (!stop.staffed) {
      agenda_.push({t + (stop.handling.empty() ? 0 : stop.handling[0](random_)), true, p});
      return;
    }
    p->gives_up = stop.patience.empty() ? forever : t + stop.patience[0](random_);
    if (busy_[stop.silo] < *scenario_.silos[stop.silo].agents)
      begin(p, t);
    else
      waiting_[stop.silo].push_back(p);
  }

  void begin(Person* p, double t) {
    Stop& stop = stops_[p->stop];
    ++busy_[stop.silo];
    result_.wait[stop.silo] += t - p->came;
    result_.served[stop.silo] += 1;
    agenda_.push({t + stop.handling[0](random_), true, p});
  }

  void leave(Person* p, double t) {
    Stop& stop = stops_[p->stop];
    if (stop.staffed) {
      --busy_[stop.silo];
      serve_next(stop.silo, t);
    }
    go_on(p, finish(*p, t));
  }

  void go_on(Person* p, double next) {
    if (next == forever)
      delete p;
    else
      agenda_.push({next, false, p});
  }

  void serve_next(std::size_t silo, double t) {
    while (!waiting_[silo].empty()) {
      Person* const p = waiting_[silo].front();
      waiting_[silo].pop_front();
      if (p->gives_up >= t) return begin(p, t);
      Stop& stop = stops_[p->stop];
      go_on(p, std::max(t, onwards(*p, stop, stop.next[2], p->gives_up, false)));
    }
  }

  Scenario const& scenario_;
  Engine random_;
  std::uniform_real_distribution<> uniform_;
  std::vector<Stop> stops_;
  std::vector<std::size_t> entry_;
  std::vector<std::exponential_distribution<>> life_;
  std::priority_queue<Happening> agenda_;
  std::vector<int> busy_;
  std::vector<std::deque<Person*>> waiting_;
  double end_ = 0;
  TextbookResult result_;
};

}  // namespace

TextbookResult run_textbook(Scenario const& scenario, std::uint64_t seed) { return Textbook(scenario, seed).run(); }

}  // namespace silowalk::bench
