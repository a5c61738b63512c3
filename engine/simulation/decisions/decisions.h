#pragma once

#include <map>
#include <vector>

#include "engine/base/random.h"
#include "engine/simulation/decisions/findings.h"
#include "engine/simulation/decisions/planning.h"
#include "engine/simulation/decisions/rules/rule.h"
#include "engine/simulation/decisions/work.h"
#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/model/decision_books.h"
#include "engine/simulation/model/decision_tables.h"
#include "engine/simulation/queues/silo_queue.h"
#include "engine/simulation/queues/staff.h"

namespace silowalk::inline simulation {

/// The company of one replication as it decides: findings, planning, work, resignations, and the effects in force.
///
/// The walker calls meet() in time order; between two moments of next() nothing changes and nothing is paid. Decisions
/// fall on the first instant of a month, resignations on any moment. Changes write into the tables, thresholds and
/// queues of InForce; the written tables stay as they are. Random words are keyed by name, so decisions share random
/// numbers between scenarios. Not thread safe: each replication has its own object.
class Decisions {
 public:
  /// References to what the walker has in force, and to its ledger. They must outlive the decisions.
  struct InForce {
    ModelTables& tables;
    std::vector<Threshold>& success;
    std::vector<double>& shift;
    std::vector<SiloQueue>& queues;
    Ledger const& ledger;
  };
  Decisions(ModelTables const& written, InForce in_force, RandomKey const& key);

  /// Returns the next moment at which anything may change, in days since month 0; infinity where none is left.
  double next() const { return next_; }
  /// Executes all changes due up to t. Precondition: the ledger holds all visits before t and none after.
  void meet(double t);
  /// Executes what is left up to the end of the horizon, and returns the record for close_books(). To be called once.
  DecisionBooks close();

  // For rules (rules/rule.h), which choose at the first instant of a month.
  DecisionTables const& tables() const { return d_; }
  ModelTables const& written() const { return written_; }
  Ledger const& ledger() const { return f_.ledger; }
  Work const& work(std::size_t initiative) const { return work_[initiative]; }
  int month() const { return month_; }  ///< tallied month, warm-up included
  int horizon_month() const { return month_ - written_.warm_months; }
  /// Begins an initiative now, where budget, intake and guardrails allow; else counts that it was looked at. Returns
  /// whether it begins. `by_plan`: it begins at its date, so budget, gate and guardrails on outcomes do not apply.
  /// Precondition: it has never begun.
  bool try_to_begin(std::size_t initiative, bool by_plan);
  /// Writes into this month's tally of an initiative. Precondition: month 0 has begun.
  void record(std::size_t initiative, InitiativeField field, std::int64_t value) { cell(initiative, field) = value; }

 private:
  struct StaffState {
    int employed = 0;
    int on_duty = 0;  ///< of those, not taken by work under way
    WeeklySchedule schedule{0};
    double effort = 0;  ///< agents that work under way takes
  };

  // Time
  void settle(double t);
  void begin_month(int tallied);
  void set_next();
  double now() const { return f_.ledger.begin(month_); }

  // Findings
  double cut_off(int planning_month, std::size_t path) const;
  void list_cut_offs();
  Snapshot const& snapshot(double t) const;
  Findings listen(std::size_t date) const;

  // Decisions
  void pass_month();
  double moves(std::size_t i) const;
  void plan(std::size_t date);
  void open_purses(std::size_t date);
  double earned(std::size_t silo, std::size_t date) const;
  DecisionRule const& rule(std::size_t silo) const { return rule_of(d_.staff[silo].rule); }
  void apply_rules();
  bool begin_if_allowed(std::size_t i, Forecast const& forecast, bool by_plan);
  void begin(std::size_t i, double price);
  bool affordable(std::size_t i, double price) const;
  double effort_share(std::size_t k) const;
  bool gate_open(std::size_t i) const;
  bool keeps_guardrails(std::size_t i, double price, bool by_plan) const;
  bool keeps(GuardrailRow const& guardrail, std::size_t i, double price) const;
  bool keeps_parameter(GuardrailRow const& guardrail, std::size_t i) const;
  bool keeps_outcome(GuardrailRow const& guardrail, std::size_t i) const;
  Outlook outlook() const;

  // Effects and staff in force
  void measure_loads();
  /// Returns whether load_ is that of a complete month, as fatigue and resignations require.
  bool load_is_known() const { return month_ > 0 && f_.ledger.complete(month_ - 1); }
  void put_effects_in_force();
  void set_success();
  void set_staff(double t);
  void employ(std::size_t k, double t);
  void draw_resignations();
  void keep_books();

  std::int64_t& cell(std::size_t initiative, InitiativeField field);
  std::size_t row(std::size_t silo) const { return static_cast<std::size_t>(month_) * written_.silos.size() + silo; }

  ModelTables const& written_;
  DecisionTables const& d_;
  InForce f_;
  RandomKey const& key_;
  DecisionBooks books_;
  std::vector<Work> work_;
  std::vector<double> change_;  ///< by parameter: log-odds, or the logarithm of the factor, in force
  std::vector<Staff> staff_;
  std::vector<StaffState> silos_;
  std::vector<double> load_;        ///< by silo, of the month before
  std::vector<double> effort_now_;  ///< by silo, with what began today
  struct Pending {
    double time;
    std::size_t silo;
    Staff::Change change;
  };
  std::vector<Pending> pending_;
  std::size_t pending_next_ = 0;
  std::vector<double> cut_offs_;
  std::size_t cut_off_next_ = 0;
  std::map<double, Snapshot> snapshots_;
  Findings findings_;
  std::size_t date_ = 0;  ///< number of the next planning date
  double cycle_end_ = 0;  ///< days
  double cycle_days_ = 0;
  std::vector<double> purse_;    ///< left to spend this cycle, by silo
  std::vector<double> spent_;    ///< committed this cycle, by silo
  std::vector<double> running_;  ///< per day, by silo: live, or promised
  int month_ = -1;               ///< tallied month, warm-up included
  double settled_ = 0;
  double next_ = 0;
};

}  // namespace silowalk::inline simulation
