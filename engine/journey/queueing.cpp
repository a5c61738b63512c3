#include "engine/journey/queueing.h"

#include <cmath>
#include <stdexcept>
#include <vector>

namespace silowalk::inline journey {
namespace {

/// Throws std::invalid_argument with `why` where a precondition is not met.
void need(bool met, char const* why) {
  if (!met) throw std::invalid_argument(why);
}

/// Checks what all queues need.
void need_queue(int agents, double arrival_rate, double mean_handling) {
  need(agents >= 1, "a queue needs at least one agent");
  need(arrival_rate > 0 && mean_handling > 0, "arrival rate and mean handling must be positive");
}

/// Steady state of a birth-and-death chain. Up-rate `arrival_rate`, down-rate min(n, agents) / mean_handling + (n -
/// agents)+ x abandon_rate, where abandon_rate is 1 / mean patience. Weights are relative to state `agents`, so that
/// neither end of the sum overflows.
struct BirthDeath {
  std::vector<double> probability;  ///< of n customers in the system
};

/// `most` < 0: any number of customers; the sum is then cut where the rest is negligible. O(agents + states above
/// them).
BirthDeath birth_death(int agents, double arrival_rate, double mean_handling, double abandon_rate, int most) {
  constexpr double negligible = 1e-15;
  std::vector<double> weight(static_cast<std::size_t>(agents) + 1);
  weight[static_cast<std::size_t>(agents)] = 1;
  double sum = 1;
  double const load = arrival_rate * mean_handling;
  for (int n = agents; n > 0; --n) {
    weight[static_cast<std::size_t>(n) - 1] = weight[static_cast<std::size_t>(n)] * n / load;
    sum += weight[static_cast<std::size_t>(n) - 1];
  }
  double last = 1;
  for (int n = agents + 1; most < 0 || n <= most; ++n) {
    double const ratio = arrival_rate / (agents / mean_handling + (n - agents) * abandon_rate);
    last *= ratio;
    // The ratio falls with n, so the rest of the sum is below a geometric series of this ratio.
    if (most < 0 && ratio < 1 && last / (1 - ratio) < negligible * sum) break;
    weight.push_back(last);
    sum += last;
  }
  for (double& each : weight) each /= sum;
  return {std::move(weight)};
}

/// Computes the answer from the state probabilities. `most` < 0: nobody is turned away.
QueueAnswer answer(BirthDeath const& chain, int agents, double arrival_rate, double mean_handling, double abandon_rate,
                   int most) {
  double waiting = 0;
  double handled = 0;
  double delayed = 0;
  for (std::size_t n = 0; n < chain.probability.size(); ++n) {
    double const heads = static_cast<double>(n);
    waiting += std::max(0.0, heads - agents) * chain.probability[n];
    handled += std::min(heads, static_cast<double>(agents)) * chain.probability[n];
    // By PASTA an arrival sees n with the probability of n; in state `most` it is not let in.
    if (heads >= agents && (most < 0 || heads < most)) delayed += chain.probability[n];
  }
  QueueAnswer result;
  result.load = arrival_rate * mean_handling / agents;
  result.turned_away = most < 0 ? 0 : chain.probability.back();
  double const entering = arrival_rate * (1 - result.turned_away);
  // Given that the arrival is let in.
  result.waits_at_all = delayed / (1 - result.turned_away);
  result.wait = waiting / entering;  // Little's law
  result.heads = waiting + handled;
  result.in_system = result.heads / entering;
  result.abandoned = waiting * abandon_rate / entering;
  return result;
}

}  // namespace

double erlang_b(int agents, double load) {
  need(agents >= 0 && load > 0, "erlang_b needs agents >= 0 and a positive load");
  // With no agent everybody is blocked: the start of the recursion.
  double blocked = 1;
  for (int c = 1; c <= agents; ++c) blocked = load * blocked / (c + load * blocked);
  return blocked;
}

// W = C E S / (c - a), C the probability of waiting and a the offered load.
QueueAnswer erlang_c(int agents, double arrival_rate, double mean_handling) {
  need_queue(agents, arrival_rate, mean_handling);
  double const offered = arrival_rate * mean_handling;
  QueueAnswer result;
  result.load = offered / agents;
  need(result.load < 1, "erlang_c needs a load below 1");
  double const blocked = erlang_b(agents, offered);
  // Erlang C from Erlang B: C = B / (1 - rho (1 - B)).
  result.waits_at_all = blocked / (1 - result.load * (1 - blocked));
  result.wait = result.waits_at_all * mean_handling / (agents - offered);
  result.in_system = result.wait + mean_handling;
  result.heads = arrival_rate * result.in_system;
  return result;
}

double erlang_c_wait_exceeds(int agents, double arrival_rate, double mean_handling, double time) {
  QueueAnswer const queue = erlang_c(agents, arrival_rate, mean_handling);
  if (time < 0) return 1;
  return queue.waits_at_all * std::exp(-(agents / mean_handling - arrival_rate) * time);
}

double erlang_c_wait_percentile(int agents, double arrival_rate, double mean_handling, double probability) {
  need(probability >= 0 && probability < 1, "a percentile needs a probability in [0, 1)");
  QueueAnswer const queue = erlang_c(agents, arrival_rate, mean_handling);
  if (1 - probability >= queue.waits_at_all) return 0;
  return std::log(queue.waits_at_all / (1 - probability)) / (agents / mean_handling - arrival_rate);
}

QueueAnswer erlang_a(int agents, double arrival_rate, double mean_handling, double mean_patience) {
  need_queue(agents, arrival_rate, mean_handling);
  need(mean_patience > 0, "erlang_a needs a positive mean patience");
  double const abandon_rate = 1 / mean_patience;
  return answer(birth_death(agents, arrival_rate, mean_handling, abandon_rate, -1), agents, arrival_rate, mean_handling,
                abandon_rate, -1);
}

QueueAnswer bounded_queue(int agents, double arrival_rate, double mean_handling, int room) {
  need_queue(agents, arrival_rate, mean_handling);
  need(room >= agents, "room must be at least the number of agents");
  return answer(birth_death(agents, arrival_rate, mean_handling, 0, room), agents, arrival_rate, mean_handling, 0,
                room);
}

// W = rho E S (1 + cv^2) / (2 (1 - rho)).
QueueAnswer pollaczek_khinchine(double arrival_rate, double mean_handling, double handling_cv) {
  need_queue(1, arrival_rate, mean_handling);
  need(handling_cv >= 0, "a coefficient of variation is not negative");
  QueueAnswer result;
  result.load = arrival_rate * mean_handling;
  need(result.load < 1, "pollaczek_khinchine needs a load below 1");
  // One agent is busy a share `load` of the time.
  result.waits_at_all = result.load;
  result.wait = result.load * mean_handling * (1 + handling_cv * handling_cv) / (2 * (1 - result.load));
  result.in_system = result.wait + mean_handling;
  result.heads = arrival_rate * result.in_system;
  return result;
}

}  // namespace silowalk::inline journey
