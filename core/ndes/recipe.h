// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ndes/sid.h"
#include "core/ndes/templates.h"
#include "core/scep/request_size.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace ndes {

/// What a recipe is for.
struct RecipeInput
{
    KeyUse use{.digitalSignature = true, .keyEncipherment = true};
    scep::RequestShape shape;
    QString templateName = {};  ///< empty: the templates stay
    int devices = 0;            ///< that enrol within the life of a challenge; 0: not said
    std::optional<AccountSid> sid = {};
};

/// One value on the server: what it is for, what it should be and how to take that back.
struct Setting
{
    enum class Place { Registry, Iis };
    enum class Restart { None, Iis, Computer };
    enum class Presence { Always, OnlyWhenSet };  ///< whether Windows has the value before anybody sets it

    QString id;
    Place place = Place::Registry;
    QString key;  ///< below HKEY_LOCAL_MACHINE, or the section of IIS
    QString name;
    bool isNumber = false;
    QString value;         ///< what it should be
    QString defaultValue;  ///< what it is before anybody changes it
    Presence presence = Presence::Always;
    Restart restart = Restart::None;
    QString meaning;  ///< what it does
    QString reason;   ///< why this value; may be empty
    QString source;

    [[nodiscard]] bool isChange() const { return value != defaultValue; }
};

/// Something to know or to do that is no value.
struct RecipeNote
{
    QString id;
    QString title;
    QString text;
    QStringList commands;  ///< of PowerShell; on the CA for "san-attribute", else on the server
    QString source;
};

/// The settings of a server for one kind of request, in the order in which they are explained.
struct Recipe
{
    QString templateValue;  ///< the value that NDES reads for this request
    int keyUsageOctet = 0;
    scep::RequestShape shape;
    scep::RequestSize size;
    QString sidUri;  ///< empty when no SID was given
    std::vector<Setting> settings;
    std::vector<RecipeNote> notes;
};

/// InvalidInput: a size that no device has, or a name that no template has.
[[nodiscard]] base::Result<Recipe> makeRecipe(const RecipeInput& input);

}  // namespace ndes
