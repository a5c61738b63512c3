#include "engine/experiment/executor.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

#if defined(SILOWALK_WITH_TBB)
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#else
#include <thread>
#include <vector>
#endif

namespace silowalk::inline experiment {
namespace {

/// Hands out task numbers in ascending order until they run out or a task fails. work() may be called by several
/// threads at once. One counter instead of ranges per thread: tasks take unequal times, and ranges would leave threads
/// idle.
class Queue {
 public:
  Queue(std::size_t count, std::function<void(std::size_t)> const& task) : count_(count), task_(task) {}

  /// Returns when no task is left to begin; others may still be running.
  void work() {
    while (!failed_) {
      std::size_t const mine = next_++;
      if (mine >= count_) return;
      try {
        task_(mine);
      } catch (...) {
        std::lock_guard const lock(mutex_);
        if (!failed_) error_ = std::current_exception();
        failed_ = true;
      }
    }
  }

  /// Rethrows the first exception of a task. Precondition: no work() is under way.
  void report() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::size_t count_;
  std::function<void(std::size_t)> const& task_;  ///< must outlive the queue
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::exception_ptr error_;  ///< of the first task that failed
};

}  // namespace

#if defined(SILOWALK_WITH_TBB)

int usable_threads() { return tbb::info::default_concurrency(); }

void for_each_task(std::size_t count, int threads, std::function<void(std::size_t)> const& task) {
  int const workers = std::max(1, threads);
  Queue queue(count, task);
  // The arena alone would not do: oneTBB has no more workers than the machine has processors unless it is allowed them.
  tbb::global_control const limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(workers));
  tbb::task_arena arena(workers);
  arena.execute([&] {
    tbb::parallel_for(
        0, workers, 1, [&](int) { queue.work(); }, tbb::simple_partitioner());
  });
  queue.report();
}

#else

int usable_threads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

void for_each_task(std::size_t count, int threads, std::function<void(std::size_t)> const& task) {
  Queue queue(count, task);
  {
    std::vector<std::jthread> workers;
    // The calling thread works too, so that one thread needs no other.
    for (int i = 1; i < threads; ++i) workers.emplace_back([&] { queue.work(); });
    queue.work();
  }
  queue.report();
}

#endif

}  // namespace silowalk::inline experiment
