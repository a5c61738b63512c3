#include "engine/simulation/walk/walk_customer.h"

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <vector>

#include "engine/simulation/customer/arrivals.h"
#include "engine/simulation/walk/walker.h"

namespace silowalk::inline simulation {
namespace {

/// Returns when the newcomer of this number arrives; `never` where there is none. Precondition: numbers ascend, because
/// a stream cannot go back.
double arrival_of(ArrivalStream& stream, double end, std::uint32_t number) {
  while (stream.next() < end && stream.number() < number) stream.advance();
  return stream.next() < end && stream.number() == number ? stream.next() : never;
}

}  // namespace

std::size_t walk_alone(Model const& model, std::uint64_t seed, std::uint32_t replication, std::uint16_t segment,
                       std::span<std::uint32_t const> arrivals, VisitSink& sink) {
  if (!model.independent()) throw std::invalid_argument("customers of this model cannot be walked one by one");
  ModelTables const& tables = model.tables();
  if (segment >= tables.segments.size()) return 0;
  SegmentRow const& row = tables.segments[segment];
  RandomKey const key(seed, replication);
  Walker<full_build> walker(tables, key, &sink);
  std::optional<ArrivalStream> stream;
  // One record for all customers in turn; max_align_t aligns it for Customer.
  std::vector<std::max_align_t> memory(tables.record_bytes / sizeof(std::max_align_t) + 1);
  auto* const record = reinterpret_cast<unsigned char*>(memory.data());
  std::size_t walked = 0;
  for (std::uint32_t const arrival : arrivals) {
    double next = never;
    // The top bit tells placed customers from newcomers.
    if ((arrival & newcomer_bit) == 0) {
      if (static_cast<std::int64_t>(arrival) >= row.customers) continue;
      next = walker.place(record, segment, arrival);
    } else {
      if (!stream) stream.emplace(tables, row, key);
      double const arrives = arrival_of(*stream, tables.end, arrival);
      if (arrives == never) continue;
      next = walker.arrive(record, segment, arrival, arrives);
      if (next == never) continue;
    }
    ++walked;
    while (next < tables.end) next = walker.visit(record, next, walker.draw_next(record));
  }
  return walked;
}

bool walk_customer(Model const& model, std::uint64_t seed, std::uint32_t replication, std::uint16_t segment,
                   std::uint32_t arrival, VisitSink& sink) {
  return walk_alone(model, seed, replication, segment, {&arrival, 1}, sink) == 1;
}

std::uint32_t count_newcomers(Model const& model, std::uint64_t seed, std::uint32_t replication,
                              std::uint16_t segment) {
  ModelTables const& tables = model.tables();
  RandomKey const key(seed, replication);
  ArrivalStream stream(tables, tables.segments.at(segment), key);
  while (stream.next() < tables.end) stream.advance();
  // A segment without arrivals never advances: its number stays below the first newcomer's.
  return stream.number() == newcomer_bit - 1 ? 0 : stream.number() - newcomer_bit;
}

}  // namespace silowalk::inline simulation
