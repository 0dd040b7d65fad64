// Sentences for a teacher: what was recorded, what that says of the other goal, along which way, and what was lost.
#include "gateway/mapping/goals/translated_record.hpp"

#include <array>

namespace schakel::mapping::goals {

namespace {

struct phrase {
    std::string_view nl, en;
    std::string_view in(language lang) const { return lang == language::nl ? nl : en; }
};

template <std::size_t Size, class Enumeration>
std::string_view at(const std::array<phrase, Size>& phrases, Enumeration which, language lang) {
    return phrases[static_cast<std::size_t>(which)].in(lang);
}

constexpr std::array<phrase, record_kind_count> recorded{{
    {"Behaald", "Attained"},
    {"Getoetst en niet behaald", "Tested and not attained"},
    {"In ontwikkeling", "In progress"},
    {"Score", "Score"},
    {"Activiteit", "Activity"},
    {"Niveau", "Level"},
}};

// What is said of the target.
constexpr std::array<phrase, claim_count> claimed{{
    {"Over dit doel zegt dat niets.", "That says nothing of this goal."},
    {"Dit doel telt als behaald.", "This goal counts as attained."},
    {"Dit doel is waarschijnlijk behaald. Het telt niet als behaald: het is niet bekend of het oorspronkelijke doel "
     "helemaal "
     "beheerst wordt.",
     "This goal is probably attained. It does not count as attained: it is not known whether all of the original goal "
     "is "
     "mastered."},
    {"Dit doel telt als niet behaald.", "This goal counts as not attained."},
    {"Dit doel kan nog niet helemaal behaald zijn: een deel ervan is niet behaald.",
     "This goal cannot be attained fully yet: a part of it was not attained."},
    {"Aan dit doel wordt gewerkt; er is bewijs voor een deel ervan.",
     "This goal is in progress; there is evidence for a part of it."},
    {"Dit is een aanwijzing voor dit doel, geen bewijs dat het behaald is.",
     "This is an indication for this goal, no proof that it was attained."},
    {"De score geldt ook voor dit doel.", "The score holds for this goal as well."},
    {"De score blijft die van een onderdeel van dit doel; het is niet de score van dit doel.",
     "The score remains that of a component of this goal; it is not the score of this goal."},
    {"De score staat er alleen ter informatie bij: een totaal zegt niets over een deel.",
     "The score is attached for information only: a total says nothing of a part."},
    {"De activiteit telt mee voor dit doel.", "The activity counts for this goal."},
    {"De activiteit telt als kennismaking met dit doel.", "The activity counts as having met this goal."},
    {"Het niveau geldt ook voor dit doel.", "The level holds for this goal as well."},
}};

constexpr std::array<phrase, reason_count> because{{
    {"", ""},
    {"Dit doel is niet bekend: geen ingelezen uitgave bevat het. Na de volgende inlezing wordt het opnieuw geprobeerd.",
     "This goal is not known: no imported release has it. It is tried again after the next import."},
    {"Het gevraagde raamwerk is niet bekend.", "The framework that was asked for is not known."},
    {"Het gevraagde raamwerk heeft geen uitgave die op deze datum geldt.",
     "The framework that was asked for has no release that is valid on this date."},
    {"Op deze datum bestond het doel nog niet.", "On this date the goal did not exist yet."},
    {"Het doel is vervallen en heeft geen opvolger. De registratie blijft bewaard; er wordt niets vertaald.",
     "The goal was withdrawn without a successor. The record is kept; nothing is translated."},
    {"Het doel waar dit naartoe leidt is vervallen en heeft geen opvolger.",
     "The goal that this leads to was withdrawn without a successor."},
    {"De opvolgers van dit doel verwijzen in een kring naar elkaar; de eigenaar moet dat herstellen.",
     "The successors of this goal refer to one another in a circle; its owner has to repair that."},
    {"Er is geen koppeling van dit doel naar het gevraagde raamwerk.",
     "There is no mapping from this goal to the framework that was asked for."},
    {"De koppeling zegt alleen dat de doelen met elkaar te maken hebben, niet dat ze inhoud delen.",
     "The mapping only says that the goals have to do with one another, not that they share content."},
    {"Volgens de koppeling heeft dit doel geen tegenhanger.", "According to the mapping this goal has no counterpart."},
    {"De bron noemt dit doel als een van meer kandidaten en zegt niet welke bedoeld is. Kies er een.",
     "The source lists this goal as one of several candidates and does not say which is meant. Choose one."},
    {"Dit is een kopje en geen doel dat iemand behaalt.", "This is a heading and no goal that anybody attains."},
    {"Wie het oorspronkelijke doel niet behaalde, kan dit doel toch behaald hebben.",
     "Whoever did not attain the original goal may still have attained this one."},
    {"De ontwikkeling kan in een ander deel van het oorspronkelijke doel zitten.",
     "The progress may lie in another part of the original goal."},
    {"Een score gaat niet over op een doel dat ruimer, enger of anders is.",
     "A score does not pass to a goal that is wider, narrower or different."},
    {"", ""},
    {"De activiteit kan over een ander deel van het oorspronkelijke doel gaan.",
     "The activity may concern another part of the original goal."},
    {"Een niveau gaat alleen over op een doel dat gelijk is.", "A level passes only to a goal that is equal."},
    {"De ontvanger gebruikt een andere schaal; een score wordt niet op de gok omgerekend.",
     "The receiver uses another scale; a score is not converted by guessing."},
    {"De ontvanger gebruikt een andere vergelijkingsgroep.", "The receiver uses another reference group."},
    {"De ontvanger gebruikt een andere niveauschaal.", "The receiver uses another scale of levels."},
    {"Het doel is opnieuw geformuleerd. Niemand heeft nog bevestigd dat de betekenis dezelfde is.",
     "The goal was worded anew. Nobody has confirmed yet that its meaning is the same."},
    {"Niveau, examen of soort van het doel is veranderd, of de oude tekst is niet bekend. Iemand moet ernaar kijken.",
     "Level, examination or kind of the goal has changed, or its old text is not known. Somebody has to look at it."},
    {"Tegenspraak: het doel is volgens de koppelingen gelijk aan twee verschillende doelen van dit raamwerk.",
     "Contradiction: by the mappings the goal is equal to two different goals of this framework."},
    {"Tegenspraak: volgens de ene weg zijn de doelen gelijk, volgens de andere omvat het ene doel het andere.",
     "Contradiction: by one way the goals are equal, by the other one goal includes the other."},
    {"Tegenspraak: elk van beide doelen zou het andere omvatten.",
     "Contradiction: each of the two goals would include the other."},
    {"Tegenspraak: er is een koppeling, en iemand stelde vast dat er geen tegenhanger is.",
     "Contradiction: there is a mapping, and somebody stated that there is no counterpart."},
}};

constexpr std::array<phrase, set_relation_count> related_as{{
    {"is gelijk aan", "is equal to"},
    {"is een deel van", "is a part of"},
    {"omvat", "includes"},
    {"heeft iets gemeen met", "has something in common with"},
    {"heeft te maken met", "has to do with"},
    {"komt voor", "comes before"},
    {"komt na", "comes after"},
    {"heeft geen tegenhanger in", "has no counterpart in"},
    {"is een van de kandidaten naast", "is one of the candidates beside"},
}};

constexpr std::array<phrase, revision_count> superseded{{
    {"", ""},
    {"met dezelfde tekst", "with the same text"},
    {"met een redactionele wijziging", "with an editorial change"},
    {"met een nieuwe formulering", "with a new wording"},
    {"en iemand moet het verschil bekijken", "and somebody has to look at the difference"},
    {"als een van de delen waarin het gesplitst is", "as one of the parts into which it was split"},
    {"waarin het is samengevoegd met andere doelen", "into which it was merged with other goals"},
    {"na splitsen en samenvoegen", "after being split and merged"},
}};

constexpr std::array<phrase, 7> lost{{
    {"de score is niet overgenomen als score van dit doel", "the score was not taken over as a score of this goal"},
    {"het niveau is niet overgenomen", "the level was not taken over"},
    {"de doelen dekken elkaar maar voor een deel", "the goals cover one another only in part"},
    {"over dit doel wordt minder gezegd dan over het oorspronkelijke",
     "less is said of this goal than of the original"},
    {"het is niet bekend of behaald betekent dat alles beheerst wordt",
     "it is not known whether attained means that everything is mastered"},
    {"de tekst van het doel is veranderd", "the text of the goal has changed"},
    {"de vergelijkingsgroep is niet overgenomen", "the reference group was not taken over"},
}};

// "1.2 De leerling …" (SLO basis, 2026.1), or the id where no text is known.
std::string named(const goal_label& goal, language lang) {
    std::string text = goal.code;
    if (!goal.statement.empty()) text += (text.empty() ? "" : " ") + goal.statement;
    if (text.empty()) text = goal.id;
    std::string out = lang == language::nl ? "\xe2\x80\x9e" : "\xe2\x80\x9c";
    out += text + "\xe2\x80\x9d";
    if (goal.framework_title.empty()) return out;
    return out + " (" + goal.framework_title + (goal.release.empty() ? "" : ", " + goal.release) + ")";
}

// "87,5 %" or "87.5%".
std::string percent(share part, language lang) {
    std::string text = std::to_string(part / 100);
    if (part % 100 != 0) {
        const std::string rest = std::to_string(part % 100);
        text += (lang == language::nl ? "," : ".") + std::string(rest.size() < 2 ? "0" : "") + rest;
    }
    return text + (lang == language::nl ? " %" : "%");
}

std::string source_of(const translated_hop& step, language lang) {
    std::string text = step.owner_title;
    if (!step.version.empty()) text += (text.empty() ? "" : " ") + step.version;
    if (!step.author.empty() && step.author != step.owner_title) text += (text.empty() ? "" : ", ") + step.author;
    if (step.confidence != whole_share)
        text += (text.empty() ? "" : ", ") + std::string(lang == language::nl ? "zekerheid " : "confidence ") +
                percent(step.confidence, lang);
    return text.empty() ? "" : (lang == language::nl ? " Bron: " : " Source: ") + text + ".";
}

std::string told(const translated_hop& step, language lang) {
    const bool dutch = lang == language::nl;
    if (step.how != revision::none) {
        const std::string_view verb = step.backward ? (dutch ? " is de opvolger van " : " is the successor of ")
                                                    : (dutch ? " is vervangen door " : " was replaced by ");
        return named(step.from, lang) + std::string(verb) + named(step.to, lang) + ", " +
               std::string(at(superseded, step.how, lang)) + ".";
    }
    const std::string_view verb = step.same_id ? (dutch ? "heeft hetzelfde kenmerk als" : "has the same identifier as")
                                               : at(related_as, step.relation, lang);
    std::string text = named(step.from, lang) + " " + std::string(verb) + " " + named(step.to, lang) + ".";
    if (step.structural)
        text += dutch ? " Dat volgt uit de indeling van het raamwerk."
                      : " That follows from the structure of the framework.";
    return text + source_of(step, lang);
}

std::string listed(const std::vector<translated_hop>& path, std::string_view title, language lang) {
    if (path.empty()) return {};
    std::string text = std::string(title) + "\n";
    for (std::size_t i = 0; i < path.size(); ++i) text += std::to_string(i + 1) + ". " + told(path[i], lang) + "\n";
    return text;
}

std::string first_line(const translated_record& record, language lang) {
    std::string text(at(recorded, record.kind, lang));
    if (!record.value.empty()) text += " " + record.value;
    if (record.on) text += (lang == language::nl ? " op " : " on ") + schakel::to_string(*record.on);
    return text + ": " + named(record.goal, lang) + ".\n";
}

std::string losses_line(const translated_record& record, language lang) {
    std::string text;
    for (std::size_t i = 0; i < lost.size(); ++i) {
        if ((record.losses & (1U << i)) == 0) continue;
        text += (text.empty() ? "" : "; ") + std::string(lost[i].in(lang));
    }
    if (text.empty()) return {};
    return (lang == language::nl ? "Verloren bij het vertalen: " : "Lost in translation: ") + text + ".\n";
}

std::string doubts_line(const translated_record& record, language lang) {
    const bool dutch = lang == language::nl;
    std::string text;
    if (record.confidence != whole_share && !record.path.empty())
        text += (dutch ? "Zekerheid van deze weg: " : "Confidence of this way: ") + percent(record.confidence, lang) +
                ".\n";
    if (record.other_paths == 1)
        text += dutch ? "Er is nog 1 andere weg; die telt niet apart mee.\n"
                      : "There is 1 other way; it does not count separately.\n";
    if (record.other_paths > 1)
        text +=
            (dutch ? "Er zijn nog " : "There are ") + std::to_string(record.other_paths) +
            (dutch ? " andere wegen; die tellen niet apart mee.\n" : " other ways; they do not count separately.\n");
    return text;
}

} // namespace

std::string explain(const translated_record& record, language lang) {
    const bool dutch = lang == language::nl;
    std::string text = first_line(record, lang);
    if (!record.target.id.empty()) text += (dutch ? "Doel: " : "Goal: ") + named(record.target, lang) + ".\n";
    const bool judged =
        record.what != outcome::conflict && record.what != outcome::ambiguous && !record.target.id.empty();
    if (judged) text += std::string(at(claimed, record.permitted, lang)) + "\n";
    if (const std::string_view why = at(because, record.why, lang); !why.empty()) text += std::string(why) + "\n";
    text += listed(record.path, dutch ? "De weg:" : "The way:", lang);
    text += listed(record.against, dutch ? "De weg die dat tegenspreekt:" : "The way that contradicts it:", lang);
    return text + doubts_line(record, lang) + losses_line(record, lang);
}

} // namespace schakel::mapping::goals
