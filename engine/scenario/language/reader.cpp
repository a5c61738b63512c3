#include "engine/scenario/language/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/base/text.h"
#include "engine/base/units.h"
#include "engine/scenario/language/keys.h"
#include "engine/scenario/language/mistakes/guesses.h"
#include "engine/scenario/language/schema.h"
#include "engine/scenario/language/values.h"

namespace silowalk::inline scenario {
namespace {

/// What all readers of one tree share.
struct ReaderContext {
  Sources const& sources;  ///< of all files of the tree
  Complaints& complaints;  ///< gets every mistake
  Values values;           ///< one reader for each type
};

/// Whether a member may be absent: its type is a std::optional.
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

/// Returns the name that a text comes closest to: "für dich" is "fuer_dich"; "" for none.
std::string name_like(std::string const& text) {
  std::string name = plain_letters(text);
  std::replace(name.begin(), name.end(), ' ', '_');
  std::erase_if(name, [](char c) { return !is_name(std::string(1, c)); });
  return is_name(name) ? name : "";
}

ValueRule rule_of(Key const& key) { return {key.type, key.range, key.example, key.detail}; }

/// Reads one table. A visitor of visit_keys. The constructor checks which keys are there; the visits read those that
/// are, so that a key left out keeps the default of its member. `reading` and `table` must outlive it.
class PartReader {
 public:
  PartReader(ReaderContext& reading, Part part, Node const& table, std::string path)
      : reading_(reading), part_(part), table_(table), path_(std::move(path)) {
    check_keys();
  }

  /// Reads the key into `target` where it is written and sound; otherwise `target` stays as it is.
  template <class T>
  void value(std::string_view name, T& target) {
    Member const* member = table_.member(name);
    if (member == nullptr) return;
    if constexpr (IsOptional<T>::value) {
      typename T::value_type read{};
      if (read_value(name, member->value, read)) target = read;
    } else {
      T read{};
      if (read_value(name, member->value, read)) target = read;
    }
  }

  /// Reads the key, and its place for complaints that come after reading.
  void located(std::string_view name, std::string& target, Location& where) {
    value(name, target);
    if (Node const* node = table_.find(name)) where = reading_.sources.location(node->where);
  }

  /// Precondition: the enumerators of T stand in the order of the row's words.
  template <class T>
  void choice(std::string_view name, T& target) {
    Node const* node = table_.find(name);
    int index = 0;
    if (node == nullptr || !reading_.values.choice(*node, rule(name), path_to(name), index)) return;
    if constexpr (IsOptional<T>::value)
      target = static_cast<typename T::value_type>(index);
    else
      target = static_cast<T>(index);
  }

  /// Reads a table into a struct; an optional one becomes present, even where the table is empty.
  template <class T>
  void part(std::string_view name, T& target) {
    Node const* node = table_.find(name);
    if (node == nullptr || !expect_table(*node, name)) return;
    PartReader inner(reading_, find_key(part_, name)->part, *node, path_to(name));
    if constexpr (IsOptional<T>::value) {
      target.emplace();
      visit_keys(inner, *target);
    } else {
      visit_keys(inner, target);
    }
    // Its table may be empty, and its place is needed in complaints about decisions.
    if constexpr (std::is_same_v<T, Organisation>) {
      target.written = true;
      target.where = reading_.sources.location(node->where);
    }
  }

  /// Reads a table whose keys are members of the struct around it.
  template <class Visit>
  void group(std::string_view name, Visit const& visit) {
    Node const* node = table_.find(name);
    if (node == nullptr || !expect_table(*node, name)) return;
    PartReader inner(reading_, find_key(part_, name)->part, *node, path_to(name));
    visit(inner);
  }

  /// Reads a list of tables. Elements that are no tables are left out, so places in the list and in the tree can differ
  /// then.
  template <class T>
  void parts(std::string_view name, std::vector<T>& target) {
    Node const* node = table_.find(name);
    if (node == nullptr) return;
    if (!node->is_array()) {
      reading_.complaints.error(node->where,
                                fmt::format("{} must be a list of tables, not {}", path_to(name), kind_of(*node)),
                                fmt::format("for example {}", find_key(part_, name)->example));
      return;
    }
    for (std::size_t i = 0; i < node->items.size(); ++i) {
      std::string const path = fmt::format("{}.{}", path_to(name), i);
      if (!expect_table(node->items[i], path, find_key(part_, name)->example)) continue;
      target.push_back(read_item<T>(node->items[i], find_key(part_, name)->part, path));
    }
  }

  /// Reads tables by name, one element for each, in the order of the tree. One that is no table leaves an element with
  /// its name only.
  template <class T>
  void named(std::string_view name, std::vector<T>& target) {
    Node const* node = table_.find(name);
    if (node == nullptr) return;
    Key const& key = *find_key(part_, name);
    if (!node->is_table()) {
      reading_.complaints.error(node->where, fmt::format("'{}' must be tables by name, not {}", name, kind_of(*node)),
                                fmt::format("written as [{}.NAME]", name));
      return;
    }
    target.reserve(node->members.size());
    for (Member const& member : node->members) target.push_back(read_named<T>(member, key));
  }

  void shifts(std::string_view name, std::vector<Shift>& target) {
    if (Node const* node = table_.find(name)) reading_.values.shifts(*node, path_to(name), target);
  }

  /// Reads `next`, in any of its forms: one list, or a table of lists by outcome. CSV files have become one of these.
  void routes(std::string_view name, std::array<std::vector<Route>, 4>& target) {
    Node const* node = table_.find(name);
    if (node == nullptr) return;
    if (node->is_array()) {  // one list for every outcome that can happen: see spread_routes()
      read_routes(*node, path_to(name), target[0]);
      return;
    }
    if (!expect_table(*node, name)) return;
    PartReader const inner(reading_, Part::next, *node, path_to(name));
    std::vector<Key const*> const lists = keys_of(Part::next);
    for (std::size_t i = 0; i < lists.size(); ++i)
      if (Node const* list = node->find(lists[i]->name))
        read_routes(*list, fmt::format("{}.{}", path_to(name), lists[i]->name), target[i]);
  }

  /// Reads `set` of a lever: paths as quoted keys, as dotted keys or as tables within tables.
  void changes(std::string_view name, std::vector<Change>& target) {
    Node const* node = table_.find(name);
    if (node == nullptr || !expect_table(*node, name)) return;
    for (Member const& member : node->members) add_changes(member, {}, target);
  }

  /// Reads whichever of the two ways to write the amount of an effect is there; both or neither is a mistake.
  void amount(Effect& effect) {
    Node const* log_odds = table_.find("log_odds");
    Node const* times = table_.find("times");
    if ((log_odds != nullptr) == (times != nullptr)) {
      reading_.complaints.error(times != nullptr ? times->where : table_.where,
                                fmt::format("{} needs exactly one of 'log_odds' and 'times'", path_),
                                "log_odds adds to a probability's log-odds, times multiplies anything else");
      return;
    }
    effect.how = log_odds != nullptr ? Effect::How::log_odds : Effect::How::times;
    value(log_odds != nullptr ? "log_odds" : "times", effect.amount);
  }

 private:
  /// Returns the dotted path of a key, as complaints and overrides name it.
  std::string path_to(std::string_view name) const {
    return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
  }

  ValueRule rule(std::string_view name) const { return rule_of(*find_key(part_, name)); }

  /// Reports the keys that the part does not have, and the required ones that are missing.
  void check_keys() const {
    for (Member const& member : table_.members) {
      if (find_key(part_, member.key) != nullptr) continue;
      reading_.complaints.unknown_key(member, path_.empty() ? "" : "[" + path_ + "]", part_info(part_).article,
                                      key_names(part_));
    }
    for (Key const* key : keys_of(part_)) {
      if (!key->required || table_.member(key->name) != nullptr) continue;
      std::string const example = key->type == Type::named_parts ? fmt::format("[{}.NAME]", key->name)
                                                                 : fmt::format("{} = {}", key->name, key->example);
      reading_.complaints.error(table_.where,
                                key->type == Type::named_parts
                                    ? fmt::format("there is no {}", key->name)
                                    : fmt::format("{} lacks '{}'", path_.empty() ? "the file" : path_, key->name),
                                fmt::format("{}; for example {}", key->doc, example));
    }
  }

  /// Return whether the node is a table, and report it where it is not.
  bool expect_table(Node const& node, std::string_view name) const {
    return expect_table(node, path_to(name), find_key(part_, name)->example);
  }

  /// `path` names the value, `example` is TOML text or empty.
  bool expect_table(Node const& node, std::string const& path, std::string_view example) const {
    if (node.is_table()) return true;
    reading_.complaints.error(node.where, fmt::format("{} must be a table, not {}", path, kind_of(node)),
                              example.empty() ? "" : fmt::format("for example {}", example));
    return false;
  }

  /// One overload for each type of member; the row of the schema defines how the type is written. They return false,
  /// with a complaint, where the value is wrong.
  bool read_value(std::string_view name, Node const& node, double& out) const {
    if (find_key(part_, name)->type == Type::level)
      return reading_.values.level(node, table_.find("output"), path_to(name), out);
    return reading_.values.number(node, rule(name), path_to(name), out);
  }
  bool read_value(std::string_view name, Node const& node, std::int64_t& out) const {
    return reading_.values.whole(node, rule(name), path_to(name), out);
  }
  bool read_value(std::string_view name, Node const& node, int& out) const {
    std::int64_t whole = 0;
    if (!reading_.values.whole(node, rule(name), path_to(name), whole)) return false;
    // Fits: the ranges of all keys with whole numbers do.
    out = static_cast<int>(whole);
    return true;
  }
  bool read_value(std::string_view name, Node const& node, std::uint64_t& out) const {
    return reading_.values.seed(node, rule(name), path_to(name), out);
  }
  bool read_value(std::string_view name, Node const& node, bool& out) const {
    return reading_.values.flag(node, rule(name), path_to(name), out);
  }
  bool read_value(std::string_view name, Node const& node, std::string& out) const {
    return reading_.values.text(node, rule(name), path_to(name), out);
  }
  bool read_value(std::string_view name, Node const& node, Date& out) const {
    return reading_.values.date(node, rule(name), path_to(name), out);
  }
  bool read_value(std::string_view name, Node const& node, Distribution& out) const {
    return reading_.values.distribution(node, path_to(name), out);
  }
  bool read_value(std::string_view name, Node const& node, std::vector<double>& out) const {
    return reading_.values.factors(node, rule(name), path_to(name), out);
  }
  bool read_value(std::string_view name, Node const& node, std::vector<std::string>& out) const {
    return reading_.values.names(node, rule(name), path_to(name), out);
  }
  bool read_value(std::string_view name, Node const& node, std::map<std::string, double>& out) const {
    return reading_.values.agents_by_silo(node, rule(name), path_to(name), out);
  }
  bool read_value(std::string_view name, Node const& node, std::vector<PlausibleRange>& out) const {
    return reading_.values.plausible(node, part_, path_to(name), "", out);
  }

  /// Returns the struct of a table, with its place where the struct has one.
  template <class T>
  T read_item(Node const& node, Part part, std::string const& path) const {
    T item;
    if constexpr (requires { item.where; }) item.where = reading_.sources.location(node.where);
    PartReader inner(reading_, part, node, path);
    visit_keys(inner, item);
    return item;
  }

  /// Returns the entity of one table by name. A wrong name is a complaint, and read all the same.
  template <class T>
  T read_named(Member const& member, Key const& key) const {
    std::string const path = fmt::format("{}.{}", key.name, member.key);
    if (!is_name(member.key))
      reading_.complaints.error(member.where, fmt::format("'{}' cannot be a name", member.key),
                                "letters a to z, digits, '_' and '-', at most 64 of them", name_like(member.key));
    T item;
    if (expect_table(member.value, path, fmt::format("[{}]", path))) item = read_item<T>(member.value, key.part, path);
    item.name = member.key;
    item.where = reading_.sources.location(member.where);
    return item;
  }

  /// Adds a change for each value at or below `member`. Tables within are further words of the path, as when a file
  /// extends another; a distribution is a value. `above` is the path so far.
  void add_changes(Member const& member, Change above, std::vector<Change>& target) const {
    if (!above.path.empty()) above.path += '.';
    Mark at = member.where;
    std::string const line = reading_.sources.excerpt(at);
    auto const first = static_cast<std::size_t>(at.column > 0 ? at.column - 1 : 0);
    // The place of a quoted key is its quote; words are counted from the character after it.
    if (first < line.size() && (line[first] == '"' || line[first] == '\'')) ++at.column;
    above.places.push_back({above.path.size(), at});
    above.path += member.key;
    if (member.value.is_table() && member.value.member("distribution") == nullptr) {
      for (Member const& inner : member.value.members) add_changes(inner, above, target);
      return;
    }
    above.value = member.value;
    target.push_back(std::move(above));
  }

  /// Reads one list of routes and settles its shares, which it leaves alone where a route was wrong.
  void read_routes(Node const& list, std::string const& path, std::vector<Route>& out) const {
    if (!list.is_array() || list.items.empty()) {
      std::string const guess = list.is_text() ? fmt::format("[ {{ to = {} }} ]", print_text(list.text)) : "";
      reading_.complaints.error(list.where, fmt::format("{} must be a list of routes", path),
                                "for example [ { to = \"gone\" } ]", guess);
      return;
    }
    // Shares of routes that were not read would not sum to 1, which is no second mistake.
    std::size_t const before = reading_.complaints.error_count();
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      std::string const at = fmt::format("{}.{}", path, i);
      if (expect_table(list.items[i], at, "{ to = \"gone\" }"))
        out.push_back(read_item<Route>(list.items[i], Part::route, at));
    }
    if (reading_.complaints.error_count() == before) settle_shares(list, path, out);
  }

  /// Gives a share that is left out the rest, and checks that all of them sum to 1.
  void settle_shares(Node const& list, std::string const& path, std::vector<Route>& routes) const {
    double sum = 0;
    std::optional<std::size_t> left_out;
    for (std::size_t i = 0; i < routes.size(); ++i) {
      if (list.items[i].find("share") != nullptr) {
        sum += routes[i].share;
      } else if (!left_out) {
        left_out = i;
      } else {
        reading_.complaints.error(list.items[i].where, fmt::format("{} leaves out more than one share", path),
                                  "one may be left out: it is the rest of 1");
        return;
      }
    }
    // Decimal shares need not sum to exactly 1 in binary.
    constexpr double tolerance = 1e-9;
    if (left_out) {
      if (sum > 1 + tolerance) {
        reading_.complaints.error(list.where,
                                  fmt::format("the shares of {} sum to {:.12g}, without the one left out", path, sum),
                                  "together they must be 1");
        return;
      }
      // Rounding may have left the sum just above 1.
      routes[*left_out].share = sum < 1 ? 1 - sum : 0;
    } else if (!(std::fabs(sum - 1) <= tolerance)) {
      reading_.complaints.error(list.where, fmt::format("the shares of {} sum to {:.12g}", path, sum),
                                "they must sum to 1; a share that is left out is the rest");
    }
  }

  ReaderContext& reading_;  ///< shared by all readers of the tree
  Part part_;
  Node const& table_;  ///< a table
  std::string path_;   ///< "" at the top
};

}  // namespace

LeverSet read_lever_tree(Node const& tree, Sources const& sources, Complaints& complaints) {
  ReaderContext reading{sources, complaints, Values(complaints)};
  LeverSet set;
  PartReader reader(reading, Part::lever_set, tree, "");
  visit_keys(reader, set);
  return set;
}

Scenario read_tree(Node const& tree, Sources const& sources, Complaints& complaints) {
  ReaderContext reading{sources, complaints, Values(complaints)};
  // Defaults stand in scenario.h; those of the schema describe them, and a test compares both.
  Scenario scenario;
  PartReader reader(reading, Part::root, tree, "");
  visit_keys(reader, scenario);
  return scenario;
}

}  // namespace silowalk::inline scenario
