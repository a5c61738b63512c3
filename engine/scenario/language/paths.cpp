#include <fmt/format.h>

#include <algorithm>

#include "engine/scenario/language/overrides.h"

namespace silowalk::inline scenario {
namespace {

/// Splits at every dot. Names hold no dots, so a path needs no quotes.
std::vector<std::string> split_path(std::string const& path) {
  std::vector<std::string> words;
  std::size_t from = 0;
  while (from <= path.size()) {
    std::size_t const dot = std::min(path.find('.', from), path.size());
    words.push_back(path.substr(from, dot - from));
    from = dot + 1;
  }
  return words;
}

/// Returns whether the word is a whole number of at most 8 digits, which fits into an int.
bool is_index(std::string const& word) {
  return !word.empty() && word.size() < 9 && word.find_first_not_of("0123456789") == std::string::npos;
}

/// Resolves a path word by word against the schema and the names in the tree.
/// Invariant: `out_.node` is what the tree has at the first `at_` words, or nullptr. Once `out_.what` is set, nothing
/// more is taken.
class Walk {
 public:
  Walk(Node const& tree, std::string const& path, Complaints const& complaints)
      : words_(split_path(path)), complaints_(complaints) {
    out_.node = &tree;
  }

  /// Resolves all words. To be called once.
  PathTarget follow() {
    Part part = Part::root;
    while (out_.what.empty() && step(part)) {
    }
    if (!out_.what.empty()) out_.key = nullptr;
    return out_;
  }

 private:
  bool more() const { return at_ < words_.size(); }  ///< words are left

  /// Ends the path at the word `at_` with a complaint. `near` is what was probably meant in its place; the guess is the
  /// whole path with it.
  void nowhere(std::string what, std::string why, std::string const& near) {
    out_.what = std::move(what);
    out_.why = std::move(why);
    std::size_t column = 1;
    // Where the path is too short, its last word is at fault.
    for (std::size_t i = 0; i < std::min(at_, words_.size() - 1); ++i) column += words_[i].size() + 1;
    out_.column = static_cast<int>(column);
    if (near.empty() || !more()) return;
    for (std::size_t i = 0; i < words_.size(); ++i) out_.guess += (i == 0 ? "" : ".") + (i == at_ ? near : words_[i]);
  }

  /// Takes one word. It becomes a step of the result, and `node` (or nullptr) what the tree has there.
  void take(std::string word, Node const* node) {
    out_.steps.push_back(std::move(word));
    out_.node = node;
    ++at_;
  }

  /// Returns the value of a key of the current node; nullptr where the tree has none.
  Node const* below(std::string const& word) const { return out_.node == nullptr ? nullptr : out_.node->find(word); }

  /// Returns "touchpoint" for the name of a touchpoint, and so on; "" for no name. Precondition: at the root.
  std::string kind_of_part(std::string const& name) const {
    for (Member const& kind : out_.node->members) {
      Key const* key = find_key(Part::root, kind.key);
      bool const named = key != nullptr && key->type == Type::named_parts;
      if (named && kind.value.member(name) != nullptr) return kind.key;
    }
    return "";
  }

  /// Resolves one key of `part`. Returns true where more words follow, then in the updated `part`.
  bool step(Part& part) {
    std::string const& word = words_[at_];
    Key const* key = find_key(part, word);
    // `next` as one list for all outcomes: the word is an element, not an outcome.
    if (part == Part::next && out_.node != nullptr && out_.node->is_array()) return step_list(*out_.key, part);
    // The files are merged and the CSV files read by now: to override where they are would change nothing.
    if (key == nullptr || key->name == "extends" || key->type == Type::csv) {
      std::vector<std::string> known = key_names(part);
      if (part == Part::root)
        std::erase_if(known, [](std::string const& name) { return name == "extends" || name == "routes"; });
      std::string all;
      for (std::string const& name : known) all += (all.empty() ? "" : ", ") + name;
      std::string const kind = part == Part::root ? kind_of_part(word) : "";
      nowhere(fmt::format("there is no parameter '{}'", word), fmt::format("{} has: {}", part_info(part).article, all),
              kind.empty() ? complaints_.guess(word, known) : kind + "." + word);
      return false;
    }
    out_.key = key;
    take(word, below(word));
    switch (key->type) {
      case Type::part:
        part = key->part;
        return more();
      case Type::named_parts:
        return step_name(*key, part);
      case Type::parts:
      case Type::routes:
        return more() && step_list(*key, part);
      case Type::shifts:
        return more() && step_shift(part);
      default:
        step_value(*key);
        return false;
    }
  }

  /// Resolves the name of an entity. It must be in the tree: a path makes no new entities.
  bool step_name(Key const& key, Part& part) {
    if (!more()) {
      nowhere(fmt::format("the path ends at '{}'", key.name), fmt::format("write {}.NAME.KEY", key.name), "");
      return false;
    }
    std::string const& word = words_[at_];
    Node const* entity = below(word);
    if (entity == nullptr) {
      std::vector<std::string> names;
      if (out_.node != nullptr)
        for (Member const& member : out_.node->members) names.push_back(member.key);
      nowhere(fmt::format("there is no {} '{}'", key.name, word), "", complaints_.guess(word, names));
      return false;
    }
    take(word, entity);
    if (!more()) {
      nowhere(fmt::format("the path ends at a {}", key.name),
              fmt::format("name one of its keys, as in {}.{}.{}", key.name, word, keys_of(key.part).front()->name), "");
      return false;
    }
    part = key.part;
    return true;
  }

  /// Resolves an element of a list of tables: by number from 0; a route also by its target.
  bool step_list(Key const& key, Part& part) {
    std::string const& word = words_[at_];
    std::size_t const count = out_.node == nullptr ? 0 : out_.node->items.size();
    std::size_t index = count;
    if (is_index(word)) {
      index = static_cast<std::size_t>(std::stoul(word));
    } else if (key.type == Type::routes || part == Part::next) {
      for (std::size_t i = 0; i < count && index == count; ++i) {
        Node const* to = out_.node->items[i].find("to");
        if (to != nullptr && to->is_text() && to->text == word) index = i;
      }
    }
    if (index >= count) {
      nowhere(fmt::format("there is no element '{}'", word), fmt::format("the list has {}, counted from 0", count), "");
      return false;
    }
    take(std::to_string(index), &out_.node->items[index]);
    part = part == Part::next ? Part::route : key.part;
    if (!more()) nowhere("the path ends at an element of a list", "name one of its keys", "");
    return more();
  }

  /// Resolves an element of a list of shifts by number from 0. A shift is a value as a whole, and may have keys.
  bool step_shift(Part& part) {
    std::string const& word = words_[at_];
    std::size_t const count = out_.node != nullptr && out_.node->is_array() ? out_.node->items.size() : 0;
    if (!is_index(word) || static_cast<std::size_t>(std::stoul(word)) >= count) {
      nowhere(fmt::format("there is no shift '{}'", word), fmt::format("the list has {}, counted from 0", count), "");
      return false;
    }
    take(word, &out_.node->items[static_cast<std::size_t>(std::stoul(word))]);
    part = Part::shift;
    out_.item = !more();
    return more();
  }

  /// Resolves a key that holds a value. No word may follow it, except within distributions, lists and efforts.
  void step_value(Key const& key) {
    if (!more()) return;
    std::string const& word = words_[at_];
    if (key.type == Type::distribution && at_ + 1 == words_.size()) {
      step_distribution(word);
      return;
    }
    bool const list = key.type == Type::factors || key.type == Type::names;
    if (list && at_ + 1 == words_.size() && is_index(word) && out_.node != nullptr &&
        static_cast<std::size_t>(std::stoul(word)) < out_.node->items.size()) {
      out_.item = true;
      take(word, &out_.node->items[static_cast<std::size_t>(std::stoul(word))]);
      return;
    }
    if (key.type == Type::agents_by_silo && at_ + 1 == words_.size()) {
      out_.item = true;
      take(word, below(word));
      return;
    }
    nowhere(fmt::format("'{}' has no part '{}'", key.name, word), "", "");
  }

  /// Resolves a parameter of a distribution that is written as a table. Whether its kind has that parameter is checked
  /// by the reader.
  void step_distribution(std::string const& word) {
    std::vector<std::string> names;
    for (DistributionKey const& key : distribution_keys()) {
      names.emplace_back(key.name);
      if (key.name == word) out_.inner = &key;
    }
    if (out_.inner == nullptr) {
      nowhere(fmt::format("a distribution has no parameter '{}'", word), "", complaints_.guess(word, names));
      return;
    }
    if (out_.node == nullptr || !out_.node->is_table()) {
      nowhere(fmt::format("'{}' is no distribution with parameters here", out_.steps.back()), "set it as a whole", "");
      return;
    }
    take(word, below(word));
  }

  std::vector<std::string> words_;  ///< of the path, at least one
  Complaints const& complaints_;    ///< for guesses only
  std::size_t at_ = 0;              ///< the word to be resolved next
  PathTarget out_;
};

}  // namespace

PathTarget find_path(Node const& tree, std::string const& path, Complaints const& complaints) {
  return Walk(tree, path, complaints).follow();
}

}  // namespace silowalk::inline scenario
