#include "engine/report/journey_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "engine/report/page.h"

namespace silowalk {
namespace {

constexpr double box_width = 136, box_height = 30, column_width = 186, row_height = 54, left = 116, top = 26;

struct Place {
  double x = 0;  ///< of the box's middle
  double y = 0;
  std::string name;
};

using Edge = std::pair<std::size_t, std::size_t>;

class Drawing {
 public:
  explicit Drawing(Scenario const& scenario) : scenario_(scenario) {
    for (std::size_t i = 0; i < scenario.touchpoints.size(); ++i) numbers_.emplace(scenario.touchpoints[i].name, i);
    for (std::size_t i = 0; i < scenario.exits.size(); ++i)
      numbers_.emplace(scenario.exits[i].name, scenario.touchpoints.size() + i);
    for (std::size_t i = 0; i < scenario.touchpoints.size(); ++i) {
      for (auto const& list : scenario.touchpoints[i].next) {
        for (Route const& route : list) {
          if (route.share > 0) edges_.emplace(i, numbers_.at(route.to));
        }
      }
    }
    find_ranks();
    lay_out();
  }

  std::string text(std::vector<LitPath> const& paths) {
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0f} {:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" "
        "role=\"img\" "
        "aria-label=\"the journey, with the path taken\" font-family=\"sans-serif\" font-size=\"12\">\n",
        width_, height_ + 24 * static_cast<double>(paths.size()), width_,
        height_ + 24 * static_cast<double>(paths.size()));
    svg += lanes_;
    for (Edge const& edge : edges_) svg += curve(edge, "#c9c9c9", 1, "");
    for (std::size_t i = 0; i < paths.size(); ++i) svg += lit(paths[i], static_cast<double>(i));
    std::set<std::size_t> visited;
    for (LitPath const& path : paths) visited.insert(path.places.begin(), path.places.end());
    for (std::size_t i = 0; i < places_.size(); ++i) svg += box(i, visited.count(i) > 0);
    for (std::size_t i = 0; i < paths.size(); ++i) svg += legend(paths[i], static_cast<double>(i));
    return svg + "</svg>\n";
  }

 private:
  void find_ranks() {
    ranks_.assign(numbers_.size(), 0);
    std::vector<std::size_t> front;
    std::set<std::size_t> seen;
    for (Segment const& segment : scenario_.segments) {
      if (seen.insert(numbers_.at(segment.entry)).second) front.push_back(numbers_.at(segment.entry));
    }
    for (std::size_t rank = 0; !front.empty(); ++rank) {
      std::vector<std::size_t> further;
      for (std::size_t const place : front) {
        ranks_[place] = rank;
        for (auto edge = edges_.lower_bound({place, 0}); edge != edges_.end() && edge->first == place; ++edge) {
          if (seen.insert(edge->second).second) further.push_back(edge->second);
        }
      }
      front = std::move(further);
    }
  }

  void lay_out() {
    places_.resize(numbers_.size());
    double y = top;
    std::size_t const touchpoints = scenario_.touchpoints.size();
    for (Silo const& silo : scenario_.silos) {
      std::vector<std::size_t> members;
      for (std::size_t i = 0; i < touchpoints; ++i) {
        if (scenario_.touchpoints[i].silo == silo.name) members.push_back(i);
      }
      if (!members.empty()) y = lane(silo.name, members, y);
    }
    std::vector<std::size_t> exits;
    for (std::size_t i = 0; i < scenario_.exits.size(); ++i) exits.push_back(touchpoints + i);
    if (!exits.empty()) y = lane("(exits)", exits, y);
    for (auto const& [name, number] : numbers_) places_[number].name = name;
    height_ = y + 10;
    for (Place const& place : places_) width_ = std::max(width_, place.x + box_width / 2 + 40);
    lanes_ = "";
    for (auto const& [from, to, name] : bands_) {
      lanes_ += fmt::format(
          "<rect x=\"4\" y=\"{:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" fill=\"{}\"/><text x=\"12\" y=\"{:.0f}\" "
          "fill=\"#555\" font-weight=\"600\">{}</text>\n",
          from, width_ - 8, to - from, lanes_.empty() || lanes_.size() % 2 == 0 ? "#f4f6f8" : "#eef1f5",
          (from + to) / 2 + 4, escaped(shortened(name, 13)));
    }
  }

  /// Members of one rank stand below each other. Returns where the next lane begins.
  double lane(std::string const& name, std::vector<std::size_t> const& members, double y) {
    std::map<std::size_t, std::size_t> stacked;
    std::size_t deepest = 1;
    for (std::size_t const member : members) {
      std::size_t const level = stacked[ranks_[member]]++;
      deepest = std::max(deepest, level + 1);
      places_[member].x = left + box_width / 2 + static_cast<double>(ranks_[member]) * column_width;
      places_[member].y = y + row_height * (static_cast<double>(level) + 0.5);
    }
    double const end = y + row_height * static_cast<double>(deepest);
    bands_.push_back({y + 2, end - 2, name});
    return end;
  }

  static std::string shortened(std::string const& text, std::size_t columns) {
    if (columns_of(text) <= columns) return text;
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
      std::size_t next = i + 1;
      while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
      if (columns_of(result) + columns_of(text.substr(i, next - i)) >= columns) break;
      result += text.substr(i, next - i);
      i = next;
    }
    return result + "…";
  }

  std::string curve(Edge const& edge, std::string const& colour, double width, std::string const& title,
                    double bend = 0) const {
    Place const& a = places_[edge.first];
    Place const& b = places_[edge.second];
    std::string way;
    if (edge.first == edge.second) {
      way = fmt::format("M {:.1f} {:.1f} c 34 -{:.1f} 44 {:.1f} 6 {:.1f}", a.x + box_width / 2 - 14,
                        a.y - box_height / 2, 22 + bend, 14 + bend, box_height / 2);
    } else {
      double const dx = b.x - a.x;
      double const dy = b.y - a.y;
      double const length = std::sqrt(dx * dx + dy * dy);
      double const off = 16 + bend + length * 0.06;  // there and back lie apart
      way = fmt::format("M {:.1f} {:.1f} Q {:.1f} {:.1f} {:.1f} {:.1f}", a.x, a.y, (a.x + b.x) / 2 + dy / length * off,
                        (a.y + b.y) / 2 - dx / length * off, b.x, b.y);
    }
    return fmt::format(
        "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:.1f}\" stroke-opacity=\".8\">{}</path>\n", way,
        escaped(colour), width, title.empty() ? "" : "<title>" + escaped(title) + "</title>");
  }

  std::string lit(LitPath const& path, double which) const {
    std::map<Edge, int> taken;
    for (std::size_t i = 0; i + 1 < path.places.size(); ++i) ++taken[{path.places[i], path.places[i + 1]}];
    std::string svg;
    for (auto const& [edge, times] : taken) {
      svg += curve(
          edge, path.colour, 1.6 + 1.2 * std::log2(static_cast<double>(times) + 1),
          fmt::format("{}: {} to {}, {} x", path.label, places_[edge.first].name, places_[edge.second].name, times),
          7 * which);
    }
    return svg;
  }

  std::string box(std::size_t which, bool visited) const {
    Place const& place = places_[which];
    bool const exit = which >= scenario_.touchpoints.size();
    std::string const& title =
        exit || scenario_.touchpoints[which].title.empty() ? place.name : scenario_.touchpoints[which].title;
    return fmt::format(
        "<g><title>{}</title><rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"{}\" fill=\"{}\" "
        "stroke=\"{}\"/><text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\" fill=\"{}\">{}</text></g>\n",
        escaped(title), place.x - box_width / 2, place.y - box_height / 2, box_width, box_height, exit ? 14 : 4,
        visited ? "#fff6d6" : "#ffffff", visited ? "#222" : "#aaa", place.x, place.y + 4, visited ? "#111" : "#888",
        escaped(shortened(place.name, 19)));
  }

  std::string legend(LitPath const& path, double which) const {
    double const y = height_ + 24 * which + 12;
    return fmt::format(
        "<line x1=\"12\" y1=\"{0:.0f}\" x2=\"44\" y2=\"{0:.0f}\" stroke=\"{1}\" stroke-width=\"4\"/><text x=\"52\" "
        "y=\"{2:.0f}\" fill=\"#333\">{3}</text>\n",
        y, escaped(path.colour), y + 4, escaped(path.label));
  }

  struct Band {
    double from;
    double to;
    std::string name;
  };

  Scenario const& scenario_;
  std::map<std::string, std::size_t> numbers_;
  std::set<Edge> edges_;
  std::vector<std::size_t> ranks_;
  std::vector<Place> places_;
  std::vector<Band> bands_;
  std::string lanes_;
  double width_ = 0;
  double height_ = 0;
};

}  // namespace

std::string journey_picture(Scenario const& scenario, std::vector<LitPath> const& paths) {
  return Drawing(scenario).text(paths);
}

}  // namespace silowalk
