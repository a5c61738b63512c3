#pragma once

#include <cstdint>
#include <span>

#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/model_tables.h"

/// Access to the record of one customer (ModelTables::record_bytes): Customer, then the trust accounts, then the
/// occurrence counters. Precondition of all functions: born() or born_before() has filled the record. Nothing is
/// checked.
namespace silowalk::inline simulation {

/// Returns the customer at the head of a record.
inline Customer& customer_in(unsigned char* record) { return *reinterpret_cast<Customer*>(record); }
/// The same for a record that is only read.
inline Customer const& customer_in(unsigned char const* record) { return *reinterpret_cast<Customer const*>(record); }

/// Returns the trust lost and not faded, in log-odds by silo. Precondition: the scenario keeps accounts.
inline std::span<double> accounts_in(ModelTables const& tables, unsigned char* record) {
  return {reinterpret_cast<double*>(record + tables.accounts_offset), tables.silos.size()};
}

/// Returns how often the customer has visited a touchpoint (at most 65 535; see too_many_visits()).
inline std::uint16_t& occurrence_in(ModelTables const& tables, unsigned char* record, std::size_t touchpoint) {
  return reinterpret_cast<std::uint16_t*>(record + tables.counters_offset)[touchpoint];
}
/// The same for a record that is only read.
inline std::uint16_t occurrence_in(ModelTables const& tables, unsigned char const* record, std::size_t touchpoint) {
  return reinterpret_cast<std::uint16_t const*>(record + tables.counters_offset)[touchpoint];
}

}  // namespace silowalk::inline simulation
