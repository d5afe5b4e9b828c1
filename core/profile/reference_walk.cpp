// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/reference_walk.h"

#include <algorithm>
#include <utility>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Follows one definition's path through a payload and gathers the strings at its end.
class Walk
{
public:
    using Position = std::vector<std::size_t>;  ///< of each step within its container: document order
    using Found = std::pair<Position, ReferencePlace>;

    Walk(const schema::Reference& definition, std::vector<Found>& found)
        : m_definition(definition)
        , m_found(found)
    {}

    void dict(const plist::Dict& dict, qsizetype step)
    {
        const QString& key = m_definition.path[step];
        for (std::size_t i = 0; i < dict.size(); ++i) {
            const auto& [name, value] = dict.entry(i);
            if (name == key)
                down(i, name, value, step + 1);
        }
    }

private:
    void down(std::size_t position, const plist::Path::Step& name, const plist::Value& value, qsizetype next)
    {
        m_position.push_back(position);
        m_steps.push_back(name);
        if (next == m_definition.path.size()) {
            if (const QString* text = value.as<QString>())
                m_found.emplace_back(m_position, ReferencePlace{path(), *text, &m_definition});
        } else if (m_definition.path[next] != "[]"_L1) {
            if (const auto* inner = value.as<plist::Dict>())
                dict(*inner, next);
        } else if (const auto* items = value.as<plist::Array>()) {
            for (std::size_t i = 0; i < items->size(); ++i)
                down(i, i, (*items)[i], next + 1);
        }
        m_steps.pop_back();
        m_position.pop_back();
    }

    [[nodiscard]] plist::Path path() const
    {
        plist::Path path;
        for (const plist::Path::Step& step : m_steps)
            path = std::move(path) / step;
        return path;
    }

    const schema::Reference& m_definition;
    std::vector<Found>& m_found;
    Position m_position;
    std::vector<plist::Path::Step> m_steps;
};

}  // namespace

std::vector<ReferencePlace> referencePlaces(const plist::Dict& payload,
                                            const std::vector<schema::Reference>& definitions)
{
    std::vector<Walk::Found> found;
    for (const schema::Reference& definition : definitions)
        Walk(definition, found).dict(payload, 0);
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });

    std::vector<ReferencePlace> places;
    places.reserve(found.size());
    for (auto& [position, place] : found)
        places.push_back(std::move(place));
    return places;
}

}  // namespace profile
