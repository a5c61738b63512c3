#pragma once

#ifdef __linux__
#include <sys/mman.h>
#endif

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <vector>

#include "engine/base/complaint.h"

/// @file
/// Memory for the customers in flight.

namespace silowalk::inline simulation {

/// The records of the customers in flight, by slot. A slot is reused after its customer is gone, so memory follows the
/// customers in flight, not all newcomers. Records are visited in random order, so they lie in huge pages where the
/// system has them. Pointers to records are invalid after take(), which may move all records.
class Slots {
 public:
  /// `touched_from`: the first byte of a record that visits read or write.
  Slots(std::size_t record_bytes, std::size_t touched_from, std::size_t expected)
      : stride_(record_bytes), touched_from_(touched_from) {
    grow(expected);
  }

  unsigned char* record(std::uint32_t slot) { return memory_.get() + static_cast<std::size_t>(slot) * stride_; }
  unsigned char const* record(std::uint32_t slot) const {
    return memory_.get() + static_cast<std::size_t>(slot) * stride_;
  }

  /// Returns a free slot; its record holds arbitrary bytes. Throws RuntimeFailure after 2^32 customers at once.
  std::uint32_t take() {
    if (!free_.empty()) {
      std::uint32_t const slot = free_.back();
      free_.pop_back();
      return slot;
    }
    if (used_ == std::numeric_limits<std::uint32_t>::max()) throw RuntimeFailure("more than 2^32 customers at once");
    if (used_ == capacity_) grow(2 * capacity_);
    return used_++;
  }
  void give_back(std::uint32_t slot) { free_.push_back(slot); }

  /// Prefetches the bytes that a visit reads or writes.
  void prefetch(std::uint32_t slot) const {
    unsigned char const* const at = record(slot);
    for (std::size_t byte = touched_from_; byte < stride_; byte += 64) __builtin_prefetch(at + byte, 1);
    __builtin_prefetch(at + stride_ - 1, 1);
  }

 private:
  struct Release {
    void operator()(unsigned char* p) const { std::free(p); }
  };

  void grow(std::size_t capacity) {
    std::size_t constexpr huge = std::size_t{1} << 21;
    std::size_t const page = capacity * stride_ >= huge ? huge : 64;
    std::size_t const bytes = (capacity * stride_ + page - 1) / page * page;
    std::unique_ptr<unsigned char, Release> fresh(static_cast<unsigned char*>(std::aligned_alloc(page, bytes)));
    if (!fresh) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    if (page == huge) madvise(fresh.get(), bytes, MADV_HUGEPAGE);  // may fail: affects speed alone
#endif
    if (used_ > 0) std::memcpy(fresh.get(), memory_.get(), used_ * stride_);
    memory_ = std::move(fresh);
    capacity_ = capacity;
  }

  std::size_t stride_;  ///< bytes from one record to the next
  std::size_t touched_from_;
  std::size_t capacity_ = 0;
  std::uint32_t used_ = 0;
  std::unique_ptr<unsigned char, Release> memory_;
  std::vector<std::uint32_t> free_;
};

}  // namespace silowalk::inline simulation
