#pragma once

#include <cstddef>
#include <functional>

namespace silowalk::inline experiment {

/// Calls task(0), ..., task(count - 1), each once, taken in ascending order by `threads` threads (at least one). An
/// exception stops the taking of new tasks; those running are finished, then the first exception is thrown again.
/// Which thread does what is never visible in what the tasks compute: they share nothing.
void for_each_task(std::size_t count, int threads, std::function<void(std::size_t)> const& task);

/// As many threads as this process may use at once (its affinity mask included).
int usable_threads();

}  // namespace silowalk::inline experiment
