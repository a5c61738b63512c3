#include "engine/scenario/numbers.h"

#include <cmath>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include "engine/base/distributions/family.h"
#include "engine/base/sampler.h"
#include "engine/scenario/language/keys.h"

namespace silowalk::inline scenario {
namespace {

/// Visits the numbers of a table; a visitor of visit_keys. Calls `what` with the number at the path, where there is
/// one.
template <class What>
class NumberVisitor {
 public:
  NumberVisitor(std::string_view path, What const& what) : path_(path), what_(what) {}

  template <class T>
  void value(std::string_view name, T& x) {
    if (name == path_) take(x);
  }
  template <class T>
  void part(std::string_view name, T& x) {
    inside(name, [&](NumberVisitor& inner) { visit_present(inner, x); });
  }
  template <class Visit>
  void group(std::string_view name, Visit const& visit) {
    inside(name, [&](NumberVisitor& inner) { visit(inner); });
  }

  // Lists, words and choices have no plausible range.
  template <class T>
  void choice(std::string_view, T&) {}
  template <class T>
  void parts(std::string_view, T&) {}
  template <class T>
  void shifts(std::string_view, T&) {}
  template <class T>
  void routes(std::string_view, T&) {}
  template <class T, class Where>
  void located(std::string_view, T&, Where&) {}

 private:
  /// Calls `visit` with a visitor of the rest of the path, where the path leads through the table of this name.
  template <class Visit>
  void inside(std::string_view name, Visit const& visit) {
    if (!path_.starts_with(name) || path_.substr(name.size(), 1) != ".") return;
    NumberVisitor inner(path_.substr(name.size() + 1), what_);
    visit(inner);
  }

  template <class T>
  static void visit_present(NumberVisitor& inner, T& x) {
    if constexpr (requires { x.has_value(); }) {
      if (x) visit_keys(inner, *x);
    } else {
      visit_keys(inner, x);
    }
  }

  template <class T>
  void take(T& x) {
    using Plain = std::remove_const_t<T>;
    if constexpr (requires { x.has_value(); }) {
      if (x) take(*x);
    } else if constexpr (std::is_same_v<Plain, double> || std::is_same_v<Plain, int> ||
                         std::is_same_v<Plain, std::int64_t> || std::is_same_v<Plain, Distribution>) {
      what_(x);
    }
  }

  std::string_view path_;
  What const& what_;
};

double value_of(double number) { return number; }
double value_of(int number) { return number; }
double value_of(std::int64_t number) { return static_cast<double>(number); }
double value_of(Distribution const& distribution) { return Sampler(distribution).mean(); }

void set(double& number, double value) { number = value; }
void set(int& number, double value) { number = static_cast<int>(std::lround(value)); }
void set(std::int64_t& number, double value) { number = std::llround(value); }
void set(Distribution& distribution, double value) {
  // A constant of 0 has no shape to scale.
  double const mean = value_of(distribution);
  distribution = mean > 0 && value > 0 ? scaled(std::move(distribution), value / mean) : Distribution::constant(value);
}

/// Calls `what` with the number at the key of a table.
template <class T, class What>
void at(T& table, std::string_view key, What const& what) {
  NumberVisitor visitor(key, what);
  visit_keys(visitor, table);
}

template <class T>
std::optional<double> number_in(T const& table, std::string_view key) {
  std::optional<double> found;
  at(table, key, [&](auto const& number) { found = value_of(number); });
  return found;
}

template <class T>
void set_in(T& table, std::string_view key, double value) {
  at(table, key, [&](auto& number) {
    if (value_of(number) != value) set(number, value);
  });
}

template <class T>
void copy_in(T& to, T const& from, std::string_view key) {
  at(from, key, [&](auto const& source) {
    at(to, key, [&](auto& number) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(source)>, std::remove_cvref_t<decltype(number)>>)
        number = source;
    });
  });
}

}  // namespace

std::optional<double> number_at(Segment const& table, std::string_view key) { return number_in(table, key); }
std::optional<double> number_at(Silo const& table, std::string_view key) { return number_in(table, key); }
std::optional<double> number_at(Touchpoint const& table, std::string_view key) { return number_in(table, key); }
std::optional<double> number_at(Initiative const& table, std::string_view key) { return number_in(table, key); }

void set_number(Segment& table, std::string_view key, double value) { set_in(table, key, value); }
void set_number(Silo& table, std::string_view key, double value) { set_in(table, key, value); }
void set_number(Touchpoint& table, std::string_view key, double value) { set_in(table, key, value); }
void set_number(Initiative& table, std::string_view key, double value) { set_in(table, key, value); }

void copy_number(Segment& to, Segment const& from, std::string_view key) { copy_in(to, from, key); }
void copy_number(Silo& to, Silo const& from, std::string_view key) { copy_in(to, from, key); }
void copy_number(Touchpoint& to, Touchpoint const& from, std::string_view key) { copy_in(to, from, key); }
void copy_number(Initiative& to, Initiative const& from, std::string_view key) { copy_in(to, from, key); }

}  // namespace silowalk::inline scenario
