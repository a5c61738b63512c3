#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <unordered_map>
#include <utility>

#include "engine/base/file_guess.h"
#include "engine/scenario/confined.h"
#include "engine/scenario/language/load.h"
#include "engine/scenario/language/toml.h"

namespace silowalk::inline scenario {
namespace {

constexpr std::size_t largest_file = std::size_t{64} << 20U;  ///< bytes
constexpr std::size_t deepest_chain = 16;                     ///< files, the one asked for included

/// What the files of one load_tree() share.
struct Chain {
  std::vector<std::string> identities;  ///< of the files whose base is being loaded: a cycle returns to one of them
  Sources& sources;                     ///< gets every file read
  Complaints& complaints;               ///< gets every mistake
};

/// Returns the canonical path, so that "a.toml" and "./a.toml" count as one file in a cycle.
std::string identity_of(std::string const& path) {
  std::error_code problem;
  std::filesystem::path const canonical = std::filesystem::weakly_canonical(path, problem);
  return problem ? path : canonical.string();
}

/// Returns "" for a file in the working directory: beside() then leaves names as they are.
std::string folder_of(std::string const& file) { return std::filesystem::path(file).parent_path().string(); }

/// Returns whether a file name leads out of the folder of the file in which it is written.
bool leads_outside(std::string const& name) {
  std::filesystem::path const path(name);
  return path.is_absolute() || std::find(path.begin(), path.end(), "..") != path.end();
}

/// Returns whether a text is TOML with a table or key of a scenario. Of a file elsewhere that is not, no line is shown:
/// a scenario that somebody else wrote could name any file of the user, and get its content into a message.
bool is_scenario(std::string_view text) {
  Sources sources;
  Complaints complaints(sources);
  Node tree;
  if (!parse_toml(sources, sources.add("", std::string(text)), complaints, tree)) return false;
  auto const& keys = {"extends",    "name", "horizon",    "segment",     "silo",
                      "touchpoint", "exit", "initiative", "organisation"};
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) { return tree.find(key) != nullptr; });
}

/// Loads one file with its bases. It recurses through load_base(), at most `deepest_chain` deep.
std::optional<Node> load_file(std::string_view text, std::string const& file, Chain& chain);

/// Returns the base's tree; none (with complaints) where it is missing or malformed.
std::optional<Node> load_base(Node const& extends, std::string const& file, Chain& chain) {
  if (!extends.is_text() || extends.text.empty()) {
    chain.complaints.error(extends.where,
                           fmt::format("extends must be the path of a scenario file, not {}", kind_of(extends)),
                           "for example \"company.toml\"");
    return std::nullopt;
  }
  if (!check_characters(extends.text, extends.where, "extends", Lines::one, chain.complaints)) return std::nullopt;
  if (!extends.text.ends_with(".toml")) {
    chain.complaints.error(extends.where,
                           fmt::format("'{}' cannot be extended: its name does not end in .toml", extends.text));
    return std::nullopt;
  }
  std::string const path = beside(folder_of(file), extends.text);
  std::string const identity = identity_of(path);
  for (std::string const& earlier : chain.identities)
    if (earlier == identity) {
      chain.complaints.error(extends.where, fmt::format("'{}' extends itself, directly or indirectly", extends.text),
                             "remove this line, or name the file that all of them start from");
      return std::nullopt;
    }
  if (chain.identities.size() >= deepest_chain) {
    chain.complaints.error(extends.where, fmt::format("more than {} files that extend each other", deepest_chain));
    return std::nullopt;
  }
  std::string text;
  try {
    text = read_named_file(path);
  } catch (RuntimeFailure const& failure) {
    chain.complaints.error(extends.where, fmt::format("the extended file cannot be read: {}", failure.what()));
    return std::nullopt;
  } catch (InvalidInput const& invalid) {
    chain.complaints.error(extends.where, invalid.complaints().front().what);
    return std::nullopt;
  }
  if (leads_outside(extends.text) && !is_scenario(text)) {
    chain.complaints.error(extends.where, fmt::format("'{}' is no scenario", extends.text));
    return std::nullopt;
  }
  return load_file(text, path, chain);
}

std::optional<Node> load_file(std::string_view text, std::string const& file, Chain& chain) {
  int const number = chain.sources.add(file, std::string(text));
  Node own;
  if (!parse_toml(chain.sources, number, chain.complaints, own)) return std::nullopt;
  own.where = {number, 0, 0};
  expand_csv(own, folder_of(file), chain.sources, chain.complaints);
  // The base's members come first, so that its entities keep their order.
  Node tree = table_node(own.where);
  bool sound = true;  ///< false: the base could not be loaded; the rest is read for its mistakes
  if (Node const* extends = own.find("extends")) {
    chain.identities.push_back(identity_of(file));
    std::optional<Node> base = load_base(*extends, file, chain);
    chain.identities.pop_back();
    sound = base.has_value();
    if (sound) tree.members = std::move(base->members);
  }
  // Routes of the CSV file come after the merge: they may start at touchpoints of the base.
  merge_tree(tree, own);
  expand_route_file(tree, own, folder_of(file), chain.sources, chain.complaints);
  for (std::string_view done : {"extends", "routes"})
    std::erase_if(tree.members, [done](Member const& member) { return member.key == done; });
  if (!sound) return std::nullopt;
  return tree;
}

}  // namespace

std::string beside(std::string const& folder, std::string const& name) {
  std::filesystem::path const path(name);
  return path.is_absolute() || folder.empty() ? name
                                              : (std::filesystem::path(folder) / path).lexically_normal().string();
}

// Read in pieces rather than by size: the size of a pipe is unknown, and a file may grow.
std::string read_file(std::string const& path) {
  expect_allowed(path);
  auto const close = [](std::FILE* file) { std::fclose(file); };
  std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path.c_str(), "rb"), close);
  if (file == nullptr) {
    int const reason = errno;
    throw RuntimeFailure(
        fmt::format("{}: {}{}", path, std::strerror(reason), reason == ENOENT ? guess_for_file(path) : ""));
  }
  std::string text;
  std::string buffer(std::size_t{1} << 16U, '\0');
  while (true) {
    std::size_t const got = std::fread(buffer.data(), 1, buffer.size(), file.get());
    text.append(buffer, 0, got);
    if (text.size() > largest_file) {
      Complaint complaint;
      complaint.where.file = path;
      complaint.what = "this file is larger than 64 MiB";
      complaint.why = "put long tables into CSV files";
      throw InvalidInput({complaint});
    }
    // At the end or at an error, which ferror() distinguishes below.
    if (got < buffer.size()) break;
  }
  if (std::ferror(file.get()) != 0) throw RuntimeFailure(fmt::format("{}: {}", path, std::strerror(errno)));
  return text;
}

std::string read_named_file(std::string const& path) {
  std::error_code problem;
  if (std::filesystem::exists(path, problem) && !std::filesystem::is_regular_file(path, problem))
    throw RuntimeFailure(fmt::format("{}: not an ordinary file", path));
  return read_file(path);
}

void merge_tree(Node& base, Node const& over) {
  // By hash: two tables of thousands of entities would otherwise be compared each with each.
  std::unordered_map<std::string_view, std::size_t> places;
  places.reserve(base.members.size());
  for (std::size_t i = 0; i < base.members.size(); ++i) places.emplace(base.members[i].key, i);
  // Added at the end, since adding would invalidate the places.
  std::vector<Member const*> added;
  for (Member const& member : over.members) {
    auto const found = places.find(member.key);
    if (found == places.end()) {
      added.push_back(&member);
      continue;
    }
    Member& below = base.members[found->second];
    // A distribution is one value: its parameters merged with those of another kind would be neither.
    bool const distribution = member.value.member("distribution") != nullptr;
    if (below.value.is_table() && member.value.is_table() && !distribution) {
      merge_tree(below.value, member.value);
    } else {
      below.value = member.value;
      below.where = member.where;
    }
  }
  for (Member const* member : added) base.members.push_back(*member);
}

std::optional<Node> load_tree(std::string_view text, std::string const& file, Sources& sources,
                              Complaints& complaints) {
  Chain chain{{}, sources, complaints};
  return load_file(text, file, chain);
}

}  // namespace silowalk::inline scenario
