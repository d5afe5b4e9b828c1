// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/spec.h"

#include "core/profile/definition.h"
#include "core/profile/json.h"
#include "core/profile/json_reader.h"
#include "core/profile/locate.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace profile {

using namespace Qt::Literals::StringLiterals;

namespace {

base::Error invalid(const QString& message) { return {base::Error::Code::InvalidInput, message}; }

struct Target
{
    plist::Path path;
    plist::Value value;
};

/// A real where the definition wants one: nobody writes 3600.0.
plist::Value fitted(plist::Value value,
                    const Profile& profile,
                    const plist::Path& path,
                    const schema::Store& store)
{
    const auto* integer = value.as<std::int64_t>();
    if (integer && expectedType(profile, path, store) == plist::Type::Real)
        return static_cast<double>(*integer);
    return value;
}

/// Why nothing can be set at `path`, if it cannot: the way leads through a value of the wrong kind, or to
/// an item beyond the end.
std::optional<base::Error> obstacle(const plist::Value& root, const plist::Path& path)
{
    plist::Path way;
    const plist::Value* value = &root;
    for (const plist::Path::Step& step : path) {
        const plist::Array* items = value ? value->as<plist::Array>() : nullptr;
        const std::size_t* index = std::get_if<std::size_t>(&step);
        if (index && (value ? !items || *index > items->size() : *index > 0)) {
            return base::Error{
                base::Error::Code::NotFound,
                QCoreApplication::translate("profile", "There is no %1").arg((way / step).toString())};
        }
        if (!index && value && !value->as<plist::Dict>()) {
            return invalid(
                way.isRoot()
                    ? QCoreApplication::translate("profile", "This is not a dictionary")
                    : QCoreApplication::translate("profile", "%1 is not a dictionary").arg(way.toString()));
        }
        way = std::move(way) / step;
        value = value ? value->at({step}) : nullptr;
    }
    return std::nullopt;
}

enum class Round { Plain, Named };

/// The spec's values whose path is plain, or begins with a name, in the order of their paths.
base::Result<std::vector<Target>> targets(const Spec& spec,
                                          const plist::Value& root,
                                          const schema::Store& store,
                                          Round round)
{
    const Profile profile(root);
    std::vector<Target> all;
    for (const auto& entry : spec.values) {
        if (entry.first.startsWith(u'@') != (round == Round::Named))
            continue;
        const auto path = locate(entry.first, profile);
        if (!path)
            return base::Error(path.error()).in(entry.first);
        all.push_back({*path, fitted(entry.second, profile, *path, store)});
    }
    std::stable_sort(all.begin(), all.end(), [](const Target& a, const Target& b) {
        return std::lexicographical_compare(a.path.begin(), a.path.end(), b.path.begin(), b.path.end());
    });
    return all;
}

std::optional<base::Error> unknownKey(const plist::Dict& object)
{
    for (const auto& entry : object) {
        const QString& name = entry.first;
        if (name != "template"_L1 && name != "payloads"_L1 && name != "set"_L1) {
            base::Error wrong =
                invalid(QCoreApplication::translate("profile", "A description has no “%1”").arg(name));
            wrong.hint = QCoreApplication::translate("profile", "It has: template, payloads, set");
            return wrong;
        }
    }
    return std::nullopt;
}

base::Result<QStringList> payloadTypes(const plist::Dict& object)
{
    const plist::Value* list = object.find(u"payloads");
    if (!list)
        return QStringList();
    QStringList types;
    const auto* items = list->as<plist::Array>();
    bool isRight = items != nullptr;
    for (const plist::Value& item : items ? *items : plist::Array()) {
        const auto* type = item.as<QString>();
        isRight = isRight && type && !type->isEmpty();
        types += type ? *type : QString();
    }
    if (!isRight)
        return invalid(QCoreApplication::translate("profile", "“payloads” is a list of payload types"));
    return types;
}

}  // namespace

base::Result<Spec> specFromJson(const QByteArray& json)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(json);
    if (decoder.hasError())
        return invalid(QCoreApplication::translate("profile", "The description is not UTF-8"));
    const auto document = readJson(text);
    if (!document)
        return document.error();
    const auto* object = document->as<plist::Dict>();
    if (!object)
        return invalid(QCoreApplication::translate("profile", "The description is not a JSON object"));
    if (auto error = unknownKey(*object))
        return *error;
    const auto* name = object->get<QString>(u"template");
    if (!name)
        return invalid(QCoreApplication::translate("profile", "The description names no template"));

    Spec spec;
    spec.templateName = *name;
    auto types = payloadTypes(*object);
    if (!types)
        return types.error();
    spec.payloadTypes = *std::move(types);
    const plist::Value* set = object->find(u"set");
    const plist::Dict none;
    const auto* values = set ? set->as<plist::Dict>() : &none;
    if (!values)
        return invalid(QCoreApplication::translate("profile", "“set” is an object of paths and values"));
    for (const auto& [path, entry] : *values) {
        auto value = valueInJson(entry);
        if (!value)
            return base::Error(value.error()).in(path);
        spec.values.emplace_back(path, *std::move(value));
    }
    return spec;
}

base::Result<std::vector<plist::Edit>> editsFromSpec(const Spec& spec,
                                                     const plist::Value& root,
                                                     const schema::Store& store)
{
    std::vector<plist::Edit> edits;
    plist::Value now = root;
    for (const Round round : {Round::Plain, Round::Named}) {
        const auto all = targets(spec, now, store, round);
        if (!all)
            return all.error();
        for (const Target& target : *all) {
            edits.push_back(plist::Edit::set(target.path, target.value));
            auto next = applied(now, edits.back());
            if (!next)
                return next.error();
            now = *std::move(next);
        }
    }
    return edits;
}

base::Result<plist::Value> createFromSpec(const QByteArray& json,
                                          const Defaults& defaults,
                                          const schema::Store& store)
{
    const auto spec = specFromJson(json);
    return spec ? createFromSpec(*spec, defaults, store) : spec.error();
}

base::Result<plist::Value> createFromSpec(const Spec& spec,
                                          const Defaults& defaults,
                                          const schema::Store& store)
{
    auto root = create(spec.templateName, defaults);
    if (!root)
        return root;
    for (const QString& type : spec.payloadTypes) {
        const Profile profile(*root);
        for (const plist::Edit& edit : appendPayload(profile, newPayload(type, profile, defaults)))
            root = applied(*root, edit);
    }
    const auto set = editsFromSpec(spec, *root, store);
    if (!set)
        return set.error();
    for (const plist::Edit& edit : *set)
        root = applied(*root, edit);
    return root;
}

base::Result<plist::Value> applied(const plist::Value& root, const plist::Edit& edit)
{
    Q_ASSERT(edit.kind == plist::Edit::Kind::Set && edit.value);
    if (auto error = obstacle(root, edit.path))
        return *error;
    return root.with(edit.path, *edit.value);
}

base::Result<std::pair<QString, QString>> splitAssignment(const QString& text)
{
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'"')
            isQuoted = !isQuoted;
        else if (text[i] == u'\\' && isQuoted)
            ++i;
        else if (text[i] == u'=' && !isQuoted)
            return std::pair{text.left(i), text.mid(i + 1)};
    }
    base::Error error = invalid(QCoreApplication::translate("profile", "“%1” has no =").arg(text));
    error.hint = QCoreApplication::translate("profile", "Write it as PATH=VALUE");
    return error;
}

}  // namespace profile
