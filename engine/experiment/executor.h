#pragma once

#include <cstddef>
#include <functional>

/// The one place of the engine that starts threads: oneTBB, or std::jthread where it is built without.
namespace silowalk::inline experiment {

/// Calls task(0), ..., task(count - 1), each once, begun in ascending order by `threads` threads (at least one).
/// Returns when all are finished. After an exception no new task is begun; running ones are finished, then the first
/// exception is rethrown.
/// Precondition: tasks may run at the same time and in any order of completion. Results must not depend on which thread
/// runs which task.
void for_each_task(std::size_t count, int threads, std::function<void(std::size_t)> const& task);

/// Returns the number of threads that this process may use at once, at least 1. With oneTBB its affinity mask counts.
int usable_threads();

}  // namespace silowalk::inline experiment
