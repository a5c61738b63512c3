#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace silowalk::inline simulation {

/// The next visit of a customer.
struct Event {
  double time = 0;         ///< days since month 0
  std::uint32_t slot = 0;  ///< of the customer
};

/// A priority queue of events: a ring of append-only buckets, sorted when opened. Events pushed into the open bucket go
/// through a small heap. Ties are broken by `Before`, a strict weak order on events that agrees with time. The order of
/// events does not depend on the bucket width, which adapts to the number of events in flight.
///
/// Pushing and popping take constant time on average for events spread evenly; one heap of all events would take
/// logarithmic time and miss the cache. Sequence: adapt(), push what precedes next_bucket_end(), open_next(), pop until
/// open_is_spent(). Precondition: no event precedes the event popped last.
template <class Before>
class TimeWheel {
 public:
  static constexpr std::size_t buckets = 1024;  ///< of the ring

  /// `begin` and `width` in days; `width` is above 0.
  TimeWheel(double begin, double width, Before before)
      : begin_(begin), width_(width), inverse_(1 / width), ring_(buckets), before_(before) {}

  /// Adds an event, also into the open bucket.
  void push(Event const& event) {
    ++size_;
    if (event.time < open_until_) {
      late_.push_back(event);
      std::push_heap(late_.begin(), late_.end(), [this](Event const& a, Event const& b) { return before_(b, a); });
    } else {
      file(event);
    }
  }

  /// Returns whether no event is left.
  bool empty() const { return size_ == 0; }
  /// Returns the end of the open bucket; events pushed before it go through the heap.
  double open_until() const { return open_until_; }
  /// Returns the end of the bucket that would open next. The caller should push all newcomers before it first.
  double next_bucket_end() const { return edge(current_ + 1); }
  /// Returns whether the open bucket has no event left.
  bool open_is_spent() const { return position_ == sorted_.size() && late_.empty(); }

  /// Adapts the bucket width to the number of events in flight from time to time, so that an open bucket holds neither
  /// one event nor a million. Precondition: the open bucket is spent.
  void adapt() {
    if (opened_buckets_ < 64 && opened_events_ < 65536) return;
    double const mean = static_cast<double>(opened_events_) / static_cast<double>(opened_buckets_);
    double const wanted = std::clamp(static_cast<double>(size_) / 128, 12.0, 8192.0);
    opened_buckets_ = 0;
    opened_events_ = 0;
    if (mean > wanted * 3)
      rebuild(width_ * std::max(wanted / mean, 1.0 / 64));
    else if (mean * 3 < wanted)
      rebuild(width_ * std::min(wanted / std::max(mean, 0.05), 64.0));
  }

  /// Opens the next bucket, which may be empty. Precondition: the open bucket is spent.
  void open_next() {
    std::vector<Event>& bucket = ring_[current_ % buckets];
    ++current_;
    open_until_ = edge(current_);
    sorted_.swap(bucket);
    bucket.clear();
    position_ = 0;
    sort_open();
    opened_events_ += sorted_.size();
    ++opened_buckets_;
    if (current_ % buckets == 0 && !over_.empty()) refile_over();
  }

  static constexpr std::size_t was_late = static_cast<std::size_t>(-1);

  /// Removes and returns the earliest event of the open bucket. Precondition: the bucket is not spent. `position`: set
  /// to its place among the sorted events, or to was_late if it was pushed after the bucket was opened.
  Event pop(std::size_t& position) {
    --size_;
    if (!late_.empty() && (position_ == sorted_.size() || before_(late_.front(), sorted_[position_]))) {
      std::pop_heap(late_.begin(), late_.end(), [this](Event const& a, Event const& b) { return before_(b, a); });
      Event const event = late_.back();
      late_.pop_back();
      position = was_late;
      return event;
    }
    position = position_;
    return sorted_[position_++];
  }

  /// Returns a sorted event of the open bucket; nullptr beyond the last.
  Event const* sorted(std::size_t position) const { return position < sorted_.size() ? &sorted_[position] : nullptr; }

 private:
  /// Returns the beginning of a bucket. Multiplied, not added up: edges must not depend on the way to them.
  double edge(std::uint64_t bucket) const { return begin_ + static_cast<double>(bucket) * width_; }

  /// Puts an event into its bucket, or aside where it lies beyond the ring.
  void file(Event const& event) {
    auto const bucket = static_cast<std::uint64_t>((event.time - begin_) * inverse_);
    std::uint64_t at = bucket < current_ ? current_ : bucket;
    // The product may round across an edge; an event must never lie in a bucket that ends before it.
    if (event.time >= edge(at + 1)) ++at;
    if (at > current_ && event.time < edge(at)) --at;
    if (at - current_ < buckets)
      ring_[at % buckets].push_back(event);
    else
      over_.push_back(event);
  }

  /// Files the events beyond the ring again, once per turn of the ring.
  void refile_over() {
    std::vector<Event> waiting;
    waiting.swap(over_);
    for (Event const& event : waiting) file(event);
  }

  // Distributes events by time over as many cells as there are events, then sorts by insertion. Linear for events
  // spread evenly; falls back to std::sort for the others.
  void sort_open() {
    std::size_t const n = sorted_.size();
    if (n < 2) return;
    if (n > 16) scatter(n);
    for (std::size_t i = 1; i < n; ++i) {
      if (!before_(sorted_[i], sorted_[i - 1])) continue;
      Event const event = sorted_[i];
      if (i > 64 && before_(event, sorted_[i - 64])) {  // not evenly spread: insertion would be quadratic
        std::sort(sorted_.begin(), sorted_.end(), before_);
        return;
      }
      std::size_t j = i;
      for (; j > 0 && before_(event, sorted_[j - 1]); --j) sorted_[j] = sorted_[j - 1];
      sorted_[j] = event;
    }
  }

  /// Sorts the open bucket roughly by time: a counting sort with one cell per event.
  void scatter(std::size_t n) {
    double const low = edge(current_ - 1);
    double const scale = static_cast<double>(n) * inverse_;
    cells_.assign(n + 1, 0);
    scratch_.resize(n);
    auto const cell = [&](Event const& event) {
      double const x = (event.time - low) * scale;
      auto const at = x <= 0 ? std::size_t{0} : static_cast<std::size_t>(x);
      return at < n ? at : n - 1;
    };
    for (Event const& event : sorted_) ++cells_[cell(event) + 1];
    for (std::size_t i = 0; i < n; ++i) cells_[i + 1] += cells_[i];
    for (Event const& event : sorted_) scratch_[cells_[cell(event)]++] = event;
    sorted_.swap(scratch_);
  }

  /// Changes the bucket width and files all events again. Linear in the events in flight.
  void rebuild(double width) {
    std::vector<Event> all;
    all.reserve(size_);
    for (auto& bucket : ring_) {
      all.insert(all.end(), bucket.begin(), bucket.end());
      bucket.clear();
    }
    all.insert(all.end(), over_.begin(), over_.end());
    over_.clear();
    begin_ = edge(current_);
    current_ = 0;
    width_ = width;
    inverse_ = 1 / width;
    open_until_ = begin_;
    for (Event const& event : all) file(event);
  }

  double begin_, width_, inverse_;                      ///< beginning of bucket 0, width and 1 / width, days
  std::vector<std::vector<Event>> ring_;                ///< by bucket number modulo `buckets`
  std::vector<Event> over_, sorted_, scratch_, late_;   ///< beyond the ring; of the open bucket; for sorting; a heap
  std::vector<std::uint32_t> cells_;                    ///< of the counting sort
  std::size_t position_ = 0;                            ///< of the next event in sorted_
  std::size_t size_ = 0;                                ///< events in flight
  std::uint64_t current_ = 0;                           ///< number of the next bucket to open
  double open_until_ = -1e300;                          ///< days
  std::size_t opened_events_ = 0, opened_buckets_ = 0;  ///< since adapt() last decided
  Before before_;
};

}  // namespace silowalk::inline simulation
