// Canonical progress records: what two or more of UWLR results, Edu-V Results and xAPI share.
//
// A progress report names its school and period, defines assessments, and holds sittings: one pupil, one assessment,
// one moment. A sitting has results: one for the whole and any number for parts; each holds scores and qualifications.
// What only one standard knows travels as an extension that only the same standard reads back.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/model/goal_reference.hpp"
#include "gateway/model/identifier.hpp"
#include "gateway/model/term.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace schakel::model {

// A moment that may be known to the day only; then `at` is the start of that day in Europe/Amsterdam.
struct moment {
    instant at{};
    bool date_only = false;

    friend bool operator==(const moment&, const moment&) = default;
};

// One range of a norm or score scale: raw scores from `low` to `high`, both inclusive, mean `label`.
struct scale_range {
    std::string label;
    std::string description;
    std::optional<decimal> low;
    std::optional<decimal> high;
    extensions extra; // UWLR: normkleur parts, schoolcijfer_vanaf, schoolcijfer_totenmet
};

// UWLR norm model, Edu-V ScoreScale.
struct scale {
    std::string id; // unique in the report; minted by the decoder where the standard has none
    std::string name;
    std::vector<scale_range> ranges;
    extensions extra; // UWLR: toetscategorie, toetsniveau, wegingsfactor, vocabulaire
};

struct assessment_part {
    std::string id; // UWLR toetsonderdeelcode, Edu-V part id, xAPI: id of the part's activity
    std::string name;
    std::optional<std::int64_t> index; // position among the parts, from 1
    std::vector<std::string> scale_ids;
    extensions extra;
    goal_references goals = {}; // that every result of the part is about
};

struct assessment {
    std::string id; // UWLR toetscode, Edu-V assessment id, xAPI activity id
    std::string version;
    std::string name;
    std::vector<term> subjects;         // UWLR vakgebied, Edu-V subjects (vocabulary = prefix)
    term year_level;                    // UWLR leerjaar
    std::string study_level;            // Edu-V studyLevelId
    std::vector<std::string> scale_ids; // scales of the whole assessment
    std::vector<assessment_part> parts;
    extensions extra;
    goal_references goals = {}; // that every result of the assessment is about
};

struct person {
    identifiers ids;
    std::string name; // only where a standard carries one; released only on purpose

    bool known() const { return !ids.empty(); }
};

enum class score_kind : std::uint8_t {
    points,             // UWLR score, Edu-V ScorePoints, xAPI raw
    number_of_items,    // OSO aantalopgaven, NumberItems
    number_correct,     // OSO aantalgoed, NumberCorrect
    number_incorrect,   // OSO aantalfout, NumberIncorrect
    number_read,        // OSO aantalgelezen
    duration,           // seconds: OSO tijd, DurationInSeconds, xAPI duration
    skill,              // OSO vaardigheidsscore, SkillScore
    percentage_correct, // 0-100
    scaled              // -1..1, xAPI
};
std::string_view to_string(score_kind kind); // "points", "number-of-items", …

struct score {
    score_kind kind = score_kind::points;
    decimal value;
    std::optional<decimal> minimum;
    std::optional<decimal> maximum;
    std::vector<std::string> scale_ids;
    extensions extra; // OSO: codevaardigheidsschaal, bivlaag, bivhoog
};

// A level or mark that is not a raw score. `type` is the shared code: AE, CAE, IV, CIV, DLE, DQ, ERK, RnTR, Percentiel,
// CPercentiel, OVG, AVI, Grade0.0-10.0, Grade0-10, PassOrFail, LGH, LA, EducationLevel, FunctioningLevel
// (schemas/edu_v/codelists, schemas/oso/codelists).
struct qualification {
    std::string type;
    std::string value;
    std::string comparison_group; // OSO codevergelijkingsgroep
    std::string remark;           // OSO kwalificatie
    extensions extra;
};

struct result {
    std::string key;     // the sender's identifier of this result: UWLR resultaat/@key, xAPI statement id; may be empty
    std::string part_id; // empty: the whole assessment
    std::vector<score> scores;
    std::vector<qualification> qualifications;
    std::optional<bool> success;
    std::optional<bool> completed;
    std::string review_url;
    extensions extra; // UWLR anderresultaat, xAPI response
    goal_references goals = {};
};

enum class sitting_status : std::uint8_t { in_progress, final, cancelled };
std::string_view to_string(sitting_status status);

struct sitting {
    std::string id; // stable over resends; minted (mapping/keys) where the sender's standard has none
    person pupil;
    person processor;           // the teacher or processor, may be unknown
    std::size_t assessment = 0; // index in the report
    moment taken_at;
    std::optional<instant> created;
    std::optional<instant> modified;
    sitting_status status = sitting_status::final;
    bool missing = false; // the pupil was absent
    std::vector<result> results;
    std::string remark;
    std::string review_url;
    extensions extra;
};

struct progress_report {
    std::string id; // of the message or batch, as the sender named it; may be empty
    identifiers school;
    std::string school_period; // "2026-2027", or what the sender calls it
    std::optional<instant> assembled_at;
    std::string author;  // UWLR auteur, Edu-V toolName
    std::string comment; // UWLR commentaar, Edu-V additionalInfo
    std::string review_url;
    std::vector<scale> scales;
    std::vector<assessment> assessments;
    std::vector<sitting> sittings;
    extensions extra;
};

// Something a person did that holds no result: an xAPI statement such as "opened". Kept whole for systems of the same
// standard.
struct activity {
    std::string id;
    identifiers school;
    person actor;
    std::string verb;   // IRI
    std::string object; // IRI
    std::string name;
    moment at;
    extension original;
};

// The learning goals that hold for everything in a report that is about one assessment: its own, and those that all its
// results name. Where some results are about the whole assessment, theirs decide.
goal_references goals_of_all(const progress_report& report, std::size_t assessment);

using record = std::variant<progress_report, activity>;

} // namespace schakel::model
