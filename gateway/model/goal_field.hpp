// Names of the canonical fields of learning goals, for traces and fates. The loss report joins on them.
#pragma once

#include "gateway/model/field.hpp"

namespace schakel::model::goal_field {

using name = field::name;

inline constexpr name framework_id = "framework.id";
inline constexpr name framework_title = "framework.title";
inline constexpr name framework_description = "framework.description";
inline constexpr name framework_publisher = "framework.publisher";
inline constexpr name framework_language = "framework.language";
inline constexpr name framework_status = "framework.status";
inline constexpr name framework_licence = "framework.licence";
inline constexpr name framework_subject = "framework.subject";

inline constexpr name release_label = "release.label";
inline constexpr name release_published = "release.published";
inline constexpr name release_validity = "release.validity";

inline constexpr name goal_id = "goal.id";
inline constexpr name goal_uri = "goal.uri";
inline constexpr name goal_kind = "goal.kind";
inline constexpr name goal_statement = "goal.statement";
inline constexpr name goal_title = "goal.title";
inline constexpr name goal_note = "goal.note";
inline constexpr name goal_code = "goal.code";
inline constexpr name goal_language = "goal.language";
inline constexpr name goal_level = "goal.level";
inline constexpr name goal_subject = "goal.subject";
inline constexpr name goal_keyword = "goal.keyword";
inline constexpr name goal_exam = "goal.exam"; // central or school examination
inline constexpr name goal_grouping = "goal.grouping";
inline constexpr name goal_optional = "goal.optional";
inline constexpr name goal_attitude = "goal.attitude";
inline constexpr name goal_state = "goal.state";
inline constexpr name goal_validity = "goal.validity";
inline constexpr name goal_weight = "goal.weight";

inline constexpr name association_id = "association.id";
inline constexpr name association_relation = "association.relation";
inline constexpr name association_predicate = "association.predicate"; // the exact word, finer than the relation
inline constexpr name association_title = "association.title";         // titles of the ends
inline constexpr name association_sequence = "association.sequence";
inline constexpr name association_coverage = "association.coverage";
inline constexpr name association_confidence = "association.confidence";
inline constexpr name association_justification = "association.justification";
inline constexpr name association_author = "association.author";
inline constexpr name association_note = "association.note";
inline constexpr name association_date = "association.date";
inline constexpr name association_validity = "association.validity";
inline constexpr name association_review = "association.review";

inline constexpr name group_id = "group.id";
inline constexpr name group_completeness = "group.completeness";
inline constexpr name group_alternatives = "group.alternatives";
inline constexpr name group_title = "group.title";

inline constexpr name mapping_set_name = "mapping-set.name";
inline constexpr name mapping_set_version = "mapping-set.version";
inline constexpr name mapping_set_title = "mapping-set.title";
inline constexpr name mapping_set_author = "mapping-set.author";
inline constexpr name mapping_set_licence = "mapping-set.licence";
inline constexpr name mapping_set_frameworks = "mapping-set.frameworks";
inline constexpr name mapping_set_date = "mapping-set.date";
inline constexpr name mapping_set_validity = "mapping-set.validity";
inline constexpr name mapping_set_confidence = "mapping-set.confidence";
inline constexpr name mapping_set_review = "mapping-set.review";
inline constexpr name mapping_set_note = "mapping-set.note";
inline constexpr name mapping_set_signature = "mapping-set.signature";

inline constexpr name definition = "definition";

inline constexpr name material_id = "material.id";
inline constexpr name material_title = "material.title";
inline constexpr name material_description = "material.description";
inline constexpr name material_language = "material.language";
inline constexpr name material_location = "material.location";
inline constexpr name material_assesses = "material.assesses";
inline constexpr name material_context = "material.context";
inline constexpr name material_tag = "material.tag";
inline constexpr name material_purpose = "material.purpose";
inline constexpr name material_entry = "material.entry";

inline constexpr name modified = "record.modified";

} // namespace schakel::model::goal_field
