#include "engine/simulation/walk_customer.h"

#include <stdexcept>

#include "engine/simulation/arrivals.h"
#include "engine/simulation/walker.h"

namespace silowalk {
namespace {

/// When the newcomer of this number arrives; never: there is none.
double arrival_of(ModelTables const& tables, SegmentRow const& segment, RandomKey const& key, std::uint32_t number) {
  ArrivalStream stream(tables, segment, key);
  while (stream.next() < tables.end && stream.number() < number) stream.advance();
  return stream.next() < tables.end ? stream.next() : never;
}

}  // namespace

bool walk_customer(Model const& model, std::uint64_t seed, std::uint32_t replication, std::uint16_t segment,
                   std::uint32_t arrival, VisitSink& sink) {
  if (!model.independent()) throw std::invalid_argument("customers of this model cannot be walked one by one");
  ModelTables const& tables = model.tables();
  if (segment >= tables.segments.size()) return false;
  SegmentRow const& row = tables.segments[segment];
  RandomKey const key(seed, replication);
  bool const newcomer = (arrival & newcomer_bit) != 0;
  if (!newcomer && static_cast<std::int64_t>(arrival) >= row.customers) return false;
  double const arrives = newcomer ? arrival_of(tables, row, key, arrival) : 0;
  if (arrives == never) return false;
  Walker<all_features> walker(tables, key, &sink);
  std::vector<std::max_align_t> memory(tables.record_bytes / sizeof(std::max_align_t) + 1);
  auto* const record = reinterpret_cast<unsigned char*>(memory.data());
  double next = newcomer ? walker.arrive(record, segment, arrival, arrives) : walker.place(record, segment, arrival);
  if (newcomer && next == never) return false;
  while (next < tables.end) next = walker.visit(record, next, walker.draw_next(record));
  return true;
}

}  // namespace silowalk
