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

/// The company of one replication as it decides.
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
    ModelTables& tables;              ///< rows that effects change
    std::vector<Threshold>& success;  ///< thresholds of success in force, by touchpoint
    std::vector<double>& shift;       ///< log-odds beyond the written success, by touchpoint
    std::vector<SiloQueue>& queues;   ///< by silo
    Ledger const& ledger;             ///< for loads, heads and findings
  };
  /// `written`: the scenario's tables, which stay as they are. All arguments must outlive the object. Precondition:
  /// written.decisions is set.
  Decisions(ModelTables const& written, InForce in_force, RandomKey const& key);

  /// Returns the next moment at which anything may change, in days since month 0; infinity where none is left.
  double next() const { return next_; }
  /// Executes all changes due up to t. Precondition: the ledger holds all visits before t and none after.
  void meet(double t);
  /// Executes what is left up to the end of the horizon, and returns the record for close_books(). To be called once.
  DecisionBooks close();

  // For rules (rules/rule.h), which choose at the first instant of a month.
  /// Returns how the company decides, as compiled.
  DecisionTables const& tables() const { return d_; }
  /// Returns the tables as written, without effects.
  ModelTables const& written() const { return written_; }
  /// Returns the ledger, which holds all visits before this month.
  Ledger const& ledger() const { return f_.ledger; }
  /// Returns the state of an initiative.
  Work const& work(std::size_t initiative) const { return work_[initiative]; }
  int month() const { return month_; }  ///< tallied month, warm-up included
  /// Returns the month from month 0; negative in the warm-up.
  int horizon_month() const { return month_ - written_.warm_months; }
  /// Begins an initiative now, where budget, intake and guardrails allow; else counts that it was looked at. Returns
  /// whether it begins. `by_plan`: it begins at its date, so budget, gate and guardrails on outcomes do not apply.
  /// Precondition: it has never begun.
  bool try_to_begin(std::size_t initiative, bool by_plan);
  /// Writes into this month's tally of an initiative. Precondition: month 0 has begun.
  void record(std::size_t initiative, InitiativeField field, std::int64_t value) { cell(initiative, field) = value; }

 private:
  /// The agents of one silo.
  struct StaffState {
    int employed = 0;            ///< present
    int on_duty = 0;             ///< of those, not taken by work under way
    WeeklySchedule schedule{0};  ///< of those employed, on duty or not
    double effort = 0;           ///< agents that work under way takes
  };

  // Time
  void settle(double t);
  /// Does all that falls on the first instant of a tallied month.
  void begin_month(int tallied);
  /// Sets next_ to the earliest change ahead.
  void set_next();
  /// Returns the first instant of this month, days since month 0.
  double now() const { return f_.ledger.begin(month_); }

  // Findings
  /// Returns the moment up to which a path has brought its cases by a planning date.
  double cut_off(int planning_month, std::size_t path) const;
  void list_cut_offs();
  /// Returns the snapshot of a moment; an empty one where there is none.
  Snapshot const& snapshot(double t) const;
  Findings listen(std::size_t date) const;

  // Decisions
  void pass_month();
  double moves(std::size_t i) const;
  void plan(std::size_t date);
  void open_purses(std::size_t date);
  double earned(std::size_t silo, std::size_t date) const;
  /// Returns the rule by which a silo chooses.
  DecisionRule const& rule(std::size_t silo) const { return rule_of(d_.staff[silo].rule); }
  /// Calls the rules of all silos, then those of all initiatives.
  void apply_rules();
  /// Begins an initiative where the limits allow it. Returns whether it begins.
  bool begin_if_allowed(std::size_t i, Forecast const& forecast, bool by_plan);
  void begin(std::size_t i, double price);
  bool affordable(std::size_t i, double price) const;
  double effort_share(std::size_t k) const;
  bool gate_open(std::size_t i) const;
  bool keeps_guardrails(std::size_t i, double price, bool by_plan) const;
  /// Returns whether it keeps a guardrail on decisions.
  bool keeps(GuardrailRow const& guardrail, std::size_t i, double price) const;
  bool keeps_parameter(GuardrailRow const& guardrail, std::size_t i) const;
  bool keeps_outcome(GuardrailRow const& guardrail, std::size_t i) const;
  /// Returns the input of forecasts, as of now.
  Outlook outlook() const;

  // Effects and staff in force
  void measure_loads();
  /// Returns whether load_ is that of a complete month, as fatigue and resignations require.
  bool load_is_known() const { return month_ > 0 && f_.ledger.complete(month_ - 1); }
  void put_effects_in_force();
  void set_success();
  /// Sets the agents of all silos from t on.
  void set_staff(double t);
  void employ(std::size_t k, double t);
  void draw_resignations();
  void keep_books();

  /// Returns this month's cell of an initiative. Precondition: month 0 has begun.
  std::int64_t& cell(std::size_t initiative, InitiativeField field);
  /// Returns the index of a silo in the books of this month.
  std::size_t row(std::size_t silo) const { return static_cast<std::size_t>(month_) * written_.silos.size() + silo; }

  ModelTables const& written_;  ///< as in the scenario
  DecisionTables const& d_;     ///< of `written`
  InForce f_;                   ///< in force
  RandomKey const& key_;
  DecisionBooks books_;             ///< filled month by month
  std::vector<Work> work_;          ///< by initiative
  std::vector<double> change_;      ///< by parameter: log-odds, or the logarithm of the factor, in force
  std::vector<Staff> staff_;        ///< by silo
  std::vector<StaffState> silos_;   ///< by silo
  std::vector<double> load_;        ///< by silo, of the month before
  std::vector<double> effort_now_;  ///< by silo, with what began today
  /// A resignation or a hire that is drawn and not due yet.
  struct Pending {
    double time;  ///< days since month 0
    std::size_t silo;
    Staff::Change change;  ///< by one agent
  };
  std::vector<Pending> pending_;          ///< of this month, ascending in time
  std::size_t pending_next_ = 0;          ///< the next one that is due
  std::vector<double> cut_offs_;          ///< ascending, days since month 0
  std::size_t cut_off_next_ = 0;          ///< the next one that is due
  std::map<double, Snapshot> snapshots_;  ///< by cut-off
  Findings findings_;                     ///< of the last planning date
  std::size_t date_ = 0;                  ///< number of the next planning date
  double cycle_end_ = 0;                  ///< days
  double cycle_days_ = 0;                 ///< length of the present cycle, days
  std::vector<double> purse_;             ///< left to spend this cycle, by silo
  std::vector<double> spent_;             ///< committed this cycle, by silo
  std::vector<double> running_;           ///< per day, by silo: live, or promised
  int month_ = -1;                        ///< tallied month, warm-up included
  double settled_ = 0;                    ///< up to which the books are kept, days since month 0
  double next_ = 0;                       ///< see next()
};

}  // namespace silowalk::inline simulation
