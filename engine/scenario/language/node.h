#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/scenario/scenario.h"

/// The tree of a scenario file before its keys are interpreted: ordered as written, every node with its place. Files,
/// CSV tables and overrides are all converted to this one form.
namespace silowalk::inline scenario {

/// A place in one of the files of `Sources`; small, since every node carries one.
/// The default refers to no file.
struct Mark {
  int file = -1;   ///< number in `Sources`; -1: none
  int line = 0;    ///< counts from 1; 0: the file as a whole
  int column = 0;  ///< counts from 1; 0: the line as a whole
  friend bool operator==(Mark const&, Mark const&) = default;
};

struct Member;

/// One value of the tree. Only the fields of its kind are meaningful.
struct Node {
  enum class Kind : std::uint8_t { table, array, text, whole, number, flag, date, clock };
  Kind kind = Kind::table;      ///< determines which of the fields below count
  bool flag = false;            ///< Kind::flag
  Mark where;                   ///< where the value begins
  std::int64_t whole = 0;       ///< Kind::whole; the days since the epoch of Kind::date
  double number = 0;            ///< Kind::number, Kind::whole
  std::string text;             ///< Kind::text, UTF-8
  std::vector<Node> items;      ///< Kind::array
  std::vector<Member> members;  ///< Kind::table, in the order of the file; no key twice

  bool is_table() const { return kind == Kind::table; }
  bool is_array() const { return kind == Kind::array; }
  bool is_text() const { return kind == Kind::text; }
  bool is_number() const { return kind == Kind::number || kind == Kind::whole; }  ///< also true of whole numbers

  /// Return nullptr where there is no such key. O(members).
  Member const* member(std::string_view key) const;
  Member* member(std::string_view key);
  Node const* find(std::string_view key) const;  ///< its value
};

/// One key of a table with its value.
struct Member {
  std::string key;  ///< without dots: a dotted key is tables within tables
  Mark where;       ///< where the key is written; Node::where is that of the value
  Node value;
};

/// Returns a node of Kind::text.
Node text_node(std::string text, Mark where);
/// Returns a table without keys.
Node table_node(Mark where);

/// Returns the offset of the first byte that is not part of UTF-8 text (RFC 3629; a zero byte is none either), or npos.
std::size_t find_bad_utf8(std::string_view text);

/// Returns the kind for complaints: "a text", "a number", "a table", ...
std::string_view kind_of(Node const& node);

/// The texts of all files that were read, so that complaints can quote them. Marks refer to files by number.
/// Safe from several threads at once while none of them adds a file.
class Sources {
 public:
  /// Returns the number of the added file. O(size of the text).
  /// `name` is shown in complaints as it is; it is a path, or an origin such as "--set". References from name() and
  /// text() become invalid.
  int add(std::string name, std::string text);
  /// Returns the number of files added; they are numbered from 0.
  int count() const { return static_cast<int>(files_.size()); }
  std::string const& name(int file) const { return files_[static_cast<std::size_t>(file)].name; }
  std::string const& text(int file) const { return files_[static_cast<std::size_t>(file)].text; }
  /// Returns the default Location for a mark that refers to no file. Precondition: otherwise, the file was added.
  Location location(Mark const& mark) const;
  /// Returns line `mark.line` of its file, without the newline.
  /// "" where the mark has no line. At most 100,000 bytes. O(length of the line).
  std::string excerpt(Mark const& mark) const;
  /// Returns the number as it is written at `mark`: digits, signs and points; "" where something else stands there.
  std::string number_at(Mark const& mark) const;

 private:
  struct File {
    std::string name;
    std::string text;
    std::vector<std::size_t> lines;  ///< offsets where lines begin, at least one
  };
  std::vector<File> files_;
};

/// Collects errors and warnings while a scenario is read. Refers to `sources`, which must outlive it.
/// A malformed file can cause millions of mistakes, so only the first errors and the first warnings are kept; all are
/// counted.
class Complaints {
 public:
  explicit Complaints(Sources const& sources) : sources_(sources) {}

  /// Add one entry; the excerpt is copied now. `why` and `guess` may be empty. They never throw InvalidInput: the
  /// caller does, once everything is checked.
  void error(Mark const& where, std::string what, std::string why = "", std::string guess = "");
  void warning(Mark const& where, std::string what, std::string why = "", std::string guess = "");
  /// Adds the error of a key that its table does not have, with the nearest of `known`. `in` is the table in brackets,
  /// "" at the top; `owner` has the keys: "a silo".
  void unknown_key(Member const& member, std::string const& in, std::string_view owner,
                   std::vector<std::string> const& known);
  /// Returns nearest(), or "" once there are so many complaints that a guess for each would take minutes.
  std::string guess(std::string const& word, std::vector<std::string> const& candidates) const;
  std::string number_at(Mark const& mark) const { return sources_.number_at(mark); }

  std::size_t error_count() const { return errors_.seen; }
  /// In the order of files and lines; a very long list ends with the number left out.
  std::vector<Complaint> errors() const;
  /// Returns those kept, in the same order.
  std::vector<Complaint> warnings() const;

 private:
  struct Entry {
    Mark where;
    Complaint complaint;
  };
  void add(Complaint::Severity severity, Mark const& where, std::string what, std::string why, std::string guess);
  struct Kind {
    std::vector<Entry> kept;
    std::size_t seen = 0;
  };
  static std::vector<Complaint> listed(Kind const& kind, std::string_view called);

  Sources const& sources_;
  Kind errors_;
  Kind warnings_;
};

/// Whether a text may have several lines. Free prose may, what is shown in a line of a report may not.
enum class Lines { one, several };

/// Reports a text with a control character (C0, delete, C1) or a line or paragraph separator, naming it `path`. Line
/// breaks and tabs are allowed in several lines. Returns whether the text is sound. Precondition: valid UTF-8.
bool check_characters(std::string_view text, Mark const& where, std::string_view path, Lines lines,
                      Complaints& complaints);

}  // namespace silowalk::inline scenario
