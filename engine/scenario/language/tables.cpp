#include <fmt/format.h>

#include <map>
#include <unordered_map>
#include <utility>

#include "engine/base/text.h"
#include "engine/base/units.h"
#include "engine/scenario/language/csv.h"
#include "engine/scenario/language/load.h"
#include "engine/scenario/language/schema.h"

// Reads CSV files beside a scenario: routes, steps of tenure, values of empirical distributions. They
// become nodes as if they had been written in the file, each with its place in the CSV file.
namespace silowalk::inline scenario {
namespace {

/// What the readers of one file's tables share. `folder` is that of the file which names the CSV files.
struct Place {
  std::string const& folder;  ///< of the file that names the tables
  Sources& sources;           ///< gets each CSV file
  Complaints& complaints;     ///< gets mistakes of both files
};

/// Reads the CSV file that `csv` names; none, with a complaint at `csv` or in the file, where it cannot be.
std::optional<CsvTable> read_table(Node const& csv, Place const& place) {
  if (!csv.is_text() || csv.text.empty()) {
    place.complaints.error(csv.where, fmt::format("csv must be the name of a file, not {}", kind_of(csv)));
    return std::nullopt;
  }
  if (!check_characters(csv.text, csv.where, "csv", Lines::one, place.complaints)) return std::nullopt;
  if (!csv.text.ends_with(".csv")) {
    place.complaints.error(csv.where, fmt::format("'{}' cannot be read: its name does not end in .csv", csv.text));
    return std::nullopt;
  }
  std::string const path = beside(place.folder, csv.text);
  std::string text;
  try {
    text = read_named_file(path);
  } catch (RuntimeFailure const& failure) {
    place.complaints.error(csv.where, fmt::format("the CSV file cannot be read: {}", failure.what()));
    return std::nullopt;
  } catch (InvalidInput const&) {
    place.complaints.error(csv.where, "the CSV file is larger than 64 MiB");
    return std::nullopt;
  }
  CsvTable table;
  int const file = place.sources.add(path, std::move(text));
  if (!parse_csv(place.sources, file, place.complaints, table)) return std::nullopt;
  return table;
}

/// Checks that the table has `known` columns only, each once, and all of the `needed` ones. Reports every mistake.
bool check_columns(CsvTable const& table, std::vector<std::string> const& known, std::vector<std::string> const& needed,
                   Complaints& complaints) {
  bool ok = true;
  std::string all;
  for (std::string const& name : known) all += (all.empty() ? "" : ", ") + name;
  std::map<std::string, int> seen;
  for (CsvTable::Cell const& cell : table.header) {
    bool found = false;
    for (std::string const& name : known) found = found || name == cell.text;
    if (found && ++seen[cell.text] == 1) continue;
    complaints.error(
        cell.where,
        found ? fmt::format("column '{}' appears twice", cell.text) : fmt::format("unknown column '{}'", cell.text),
        "known are " + all, found ? "" : complaints.guess(cell.text, known));
    ok = false;
  }
  for (std::string const& name : needed) {
    if (table.column(name) >= 0) continue;
    complaints.error(table.header[0].where, fmt::format("there is no column '{}'", name));
    ok = false;
  }
  return ok;
}

/// Returns a number where the cell is one as a whole, otherwise a text ("12 min"): as if the cell had been typed into
/// TOML, quotes understood.
Node cell_node(CsvTable::Cell const& cell) {
  Measured const number = parse_number(cell.text);
  if (!number.ok()) return text_node(cell.text, cell.where);
  Node node;
  node.kind = Node::Kind::number;
  node.where = cell.where;
  node.number = number.value;
  return node;
}

/// Adds a cell as a key of a table. An empty cell is a key left out. `as_text`: names may look like numbers.
void put(Node& table, std::string_view key, CsvTable::Cell const& cell, bool as_text) {
  if (cell.text.empty()) return;
  table.members.push_back({std::string(key), cell.where, as_text ? text_node(cell.text, cell.where) : cell_node(cell)});
}

/// Returns the columns that a file of routes may have: the keys of a route, and the parameters of a distribution of one
/// number each.
std::vector<std::string> route_columns(bool with_from) {
  std::vector<std::string> names = key_names(Part::route);
  names.insert(names.begin(), "outcome");
  if (with_from) names.insert(names.begin(), "from");
  names.emplace_back("distribution");
  for (DistributionKey const& key : distribution_keys())
    if (key.type != Type::parts && key.type != Type::text && key.type != Type::choice) names.emplace_back(key.name);
  return names;
}

/// Returns the route that a row stands for; its distribution's columns, if any, become `after`. Both ways to write
/// `after` in one row is a complaint.
Node route_node(CsvTable const& table, std::vector<CsvTable::Cell> const& row, Complaints& complaints) {
  Node route = table_node(row[0].where);
  Node after = table_node(row[0].where);
  for (std::size_t i = 0; i < row.size(); ++i) {
    std::string const& column = table.header[i].text;
    if (column == "from" || column == "outcome") continue;
    bool const own = find_key(Part::route, column) != nullptr;
    put(own ? route : after, column, row[i], column == "to" || column == "distribution");
  }
  if (after.members.empty()) return route;
  if (Member const* both = route.member("after"))
    complaints.error(both->where, "this row has both 'after' and the columns of a distribution");
  else
    route.members.push_back({"after", after.where, std::move(after)});
  return route;
}

/// Returns the list of an outcome in `next`; makes it where there is none. The pointer is valid until the next list is
/// made.
Node* list_of(Node& next, std::string const& outcome, Mark const& where) {
  if (Member* found = next.member(outcome)) return &found->value;
  Node list;
  list.kind = Node::Kind::array;
  list.where = where;
  next.members.push_back({outcome, where, std::move(list)});
  return &next.members.back().value;
}

/// Returns whether the cell names a list of routes; reports it where it does not.
bool check_outcome(CsvTable::Cell const& cell, Complaints& complaints) {
  if (find_key(Part::next, cell.text) != nullptr) return true;
  std::vector<std::string> const known = key_names(Part::next);
  complaints.error(cell.where, fmt::format("'{}' is no outcome", cell.text), "known are " + joined(known),
                   complaints.guess(cell.text, known));
  return false;
}

/// Replaces { csv = ... } by the routes of the file. Without a column `outcome` they are one list for all outcomes.
/// Where the file is unsound an empty table stays, so that the reader finds no further mistake in it.
void expand_next(Node& next, Place const& place) {
  // A copy: `next` is replaced while the file is read.
  Node const csv = next.member("csv")->value;
  Mark const where = next.where;
  next = table_node(where);
  std::optional<CsvTable> const table = read_table(csv, place);
  if (!table || !check_columns(*table, route_columns(false), {"to"}, place.complaints)) return;
  int const outcome = table->column("outcome");
  // Without the column the file is one list for all outcomes.
  if (outcome < 0) next.kind = Node::Kind::array;
  for (std::vector<CsvTable::Cell> const& row : table->rows) {
    Node route = route_node(*table, row, place.complaints);
    if (outcome < 0) {
      next.items.push_back(std::move(route));
      continue;
    }
    CsvTable::Cell const& cell = row[static_cast<std::size_t>(outcome)];
    if (check_outcome(cell, place.complaints)) list_of(next, cell.text, route.where)->items.push_back(std::move(route));
  }
}

/// Replaces { csv = ... } by the steps of the file; by an empty list where it is unsound.
void expand_tenure(Node& tenure, Place const& place) {
  Node const csv = tenure.member("csv")->value;
  Mark const where = tenure.where;
  tenure = Node();
  tenure.kind = Node::Kind::array;
  tenure.where = where;
  std::optional<CsvTable> const table = read_table(csv, place);
  if (!table || !check_columns(*table, {"from", "times"}, {"from", "times"}, place.complaints)) return;
  for (std::vector<CsvTable::Cell> const& row : table->rows) {
    Node step = table_node(row[0].where);
    for (std::size_t i = 0; i < row.size(); ++i) put(step, table->header[i].text, row[i], false);
    tenure.items.push_back(std::move(step));
  }
}

/// Returns "" where the key is not there or is no text.
std::string text_of(Node const& table, std::string_view key) {
  Node const* node = table.find(key);
  return node != nullptr && node->is_text() ? node->text : "";
}

/// Replaces the keys of { distribution = "empirical", csv = ..., column, unit, as } that name a file by `values` or
/// `quantiles`. Where the file is unsound the table stays; the reader then adds no further complaint.
void expand_empirical(Node& distribution, Place const& place) {
  std::optional<CsvTable> const table = read_table(*distribution.find("csv"), place);
  if (!table) return;
  std::string const column = text_of(distribution, "column");
  std::string const as = text_of(distribution, "as");
  if (!as.empty() && as != "values" && as != "quantiles") {
    place.complaints.error(distribution.find("as")->where, fmt::format("as cannot be \"{}\"", as),
                           "one of \"values\", \"quantiles\"");
    return;
  }
  int const index = column.empty() ? 0 : table->column(column);
  if (index < 0) {
    std::vector<std::string> names;
    for (CsvTable::Cell const& cell : table->header) names.push_back(cell.text);
    place.complaints.error(distribution.find("column")->where, fmt::format("the CSV file has no column '{}'", column),
                           "", place.complaints.guess(column, names));
    return;
  }
  Node values;
  values.kind = Node::Kind::array;
  values.where = distribution.find("csv")->where;
  for (std::vector<CsvTable::Cell> const& row : table->rows) {
    CsvTable::Cell const& cell = row[static_cast<std::size_t>(index)];
    if (!cell.text.empty()) values.items.push_back(cell_node(cell));
  }
  // `unit` stays: numbers of the file need it as those of a list do.
  std::erase_if(distribution.members, [](Member const& member) {
    return member.key == "csv" || member.key == "column" || member.key == "as";
  });
  Mark const where = values.where;
  distribution.members.push_back({as == "quantiles" ? "quantiles" : "values", where, std::move(values)});
}

/// Looks for distributions of files at every depth: many keys take one. Bounded by the levels of nesting.
void expand_distributions(Node& node, Place const& place) {
  // Lists too: routes hold dwells.
  for (Node& item : node.items) expand_distributions(item, place);
  if (node.is_table() && node.member("distribution") != nullptr && node.member("csv") != nullptr) {
    expand_empirical(node, place);
    return;
  }
  for (Member& member : node.members) expand_distributions(member.value, place);
}

/// Calls `act` for each tree.entity.*.path... that is a table with a key `csv`. What has another form is passed over:
/// the reader reports it.
template <class Do>
void each_csv(Node& tree, std::string_view entity, std::vector<std::string_view> const& path, Do const& act) {
  Member* entities = tree.member(entity);
  if (entities == nullptr || !entities->value.is_table()) return;
  for (Member& member : entities->value.members) {
    Node* at = &member.value;
    for (std::string_view key : path) {
      Member* below = at->member(key);
      at = below == nullptr ? nullptr : &below->value;
      if (at == nullptr) break;
    }
    if (at != nullptr && at->is_table() && at->member("csv") != nullptr) act(*at);
  }
}

/// Returns whether the file itself, not a base, has routes for the outcome. Two sources of one list are refused, since
/// neither is obviously meant.
bool written_by(Node const* touchpoint, std::string const& outcome) {
  Node const* next = touchpoint == nullptr ? nullptr : touchpoint->find("next");
  return next != nullptr && (!next->is_table() || next->member(outcome) != nullptr);
}

/// Inserts the rows of a route file into the touchpoints of the tree. Look-ups are by hash, since a route file can have
/// several rows for each of thousands of touchpoints.
class RouteFile {
 public:
  /// `merged` and `own` must outlive it, and no touchpoint may be added to them meanwhile.
  RouteFile(Node& merged, Node const& own, Complaints& complaints) : complaints_(complaints) {
    if (Member* all = merged.member("touchpoint"))
      for (Member& member : all->value.members) {
        targets_.emplace(member.key, &member.value);
        names_.push_back(member.key);
      }
    if (Node const* all = own.find("touchpoint"))
      for (Member const& member : all->members) own_.emplace(member.key, &member.value);
  }

  /// Adds one row. Complaints: an unknown touchpoint, a list that the scenario file writes too.
  void add(CsvTable::Cell const& from, CsvTable::Cell const& outcome, Node route) {
    auto const found = targets_.find(from.text);
    if (found == targets_.end()) {
      complaints_.error(from.where, fmt::format("there is no touchpoint '{}'", from.text), "",
                        complaints_.guess(from.text, names_));
      return;
    }
    Node& touchpoint = *found->second;
    if (!touchpoint.is_table()) return;
    auto const mine = own_.find(from.text);
    if (written_by(mine == own_.end() ? nullptr : mine->second, outcome.text)) {
      complaints_.error(from.where,
                        fmt::format("touchpoint.{}.next.{} stands in the scenario file too", from.text, outcome.text));
      return;
    }
    if (touchpoint.member("next") == nullptr)
      touchpoint.members.push_back({"next", from.where, table_node(from.where)});
    Node& next = touchpoint.member("next")->value;
    // One list of the extended file for all outcomes is replaced as a whole, as a table in the scenario file would.
    if (!next.is_table()) next = table_node(from.where);
    Node& list = *list_of(next, outcome.text, from.where);
    // The first row for a list replaces the list of the extended file, as a list in the scenario file would.
    if (fresh_.emplace(std::make_pair(from.text, outcome.text), true).second) {
      list = Node();
      list.kind = Node::Kind::array;
      list.where = from.where;
    }
    list.items.push_back(std::move(route));
  }

 private:
  Complaints& complaints_;
  std::unordered_map<std::string, Node*> targets_;             ///< touchpoints of the merged tree
  std::unordered_map<std::string, Node const*> own_;           ///< touchpoints of the file's own tree
  std::vector<std::string> names_;                             ///< of targets_, for guesses
  std::map<std::pair<std::string, std::string>, bool> fresh_;  ///< (touchpoint, outcome) that have a row already
};

}  // namespace

void expand_csv(Node& tree, std::string const& folder, Sources& sources, Complaints& complaints) {
  Place const place{folder, sources, complaints};
  each_csv(tree, "touchpoint", {"next"}, [&place](Node& next) { expand_next(next, place); });
  each_csv(tree, "segment", {"churn", "tenure"}, [&place](Node& tenure) { expand_tenure(tenure, place); });
  expand_distributions(tree, place);
}

void expand_route_file(Node& merged, Node const& own, std::string const& folder, Sources& sources,
                       Complaints& complaints) {
  Member const* routes = own.member("routes");
  if (routes == nullptr) return;
  Node const* csv = routes->value.find("csv");
  if (csv == nullptr || routes->value.members.size() != 1) {
    complaints.error(routes->value.where, "routes must name a CSV file", "for example { csv = \"routes.csv\" }");
    return;
  }
  std::optional<CsvTable> const table = read_table(*csv, {folder, sources, complaints});
  if (!table || !check_columns(*table, route_columns(true), {"from", "outcome", "to"}, complaints)) return;
  auto const from = static_cast<std::size_t>(table->column("from"));
  auto const outcome = static_cast<std::size_t>(table->column("outcome"));
  RouteFile file(merged, own, complaints);
  for (std::vector<CsvTable::Cell> const& row : table->rows)
    if (check_outcome(row[outcome], complaints)) file.add(row[from], row[outcome], route_node(*table, row, complaints));
}

}  // namespace silowalk::inline scenario
