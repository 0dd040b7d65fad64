// Names of what CASE alone knows, kept by the model as extensions of the family "case", and of our own members of
// `extensions`, in which 1.1 carries what CASE has no field for.
#pragma once

#include <string_view>

namespace schakel::cf {

inline constexpr std::string_view family_name_of_standard = "case"; // model::extension::standard

// Links are JSON, as they stand in CASE; `extensions` are JSON without our own members.
namespace extra {
inline constexpr std::string_view framework_type = "frameworkType";
inline constexpr std::string_view official_source = "officialSourceURL";
inline constexpr std::string_view publisher = "publisher";
inline constexpr std::string_view subject_links = "subjectURI";
inline constexpr std::string_view licence = "licenseURI";
inline constexpr std::string_view notes = "notes";
inline constexpr std::string_view version = "version"; // of a release whose label the importer told
inline constexpr std::string_view extensions = "extensions";
inline constexpr std::string_view package_extensions = "CFPackage.extensions";
inline constexpr std::string_view definition_extensions = "CFDefinitions.extensions";
inline constexpr std::string_view label = "alternativeLabel";
inline constexpr std::string_view enumeration = "listEnumeration";
inline constexpr std::string_view type_link = "CFItemTypeURI"; // when it does not follow from the kind
inline constexpr std::string_view keyword_link = "conceptKeywordsURI";
inline constexpr std::string_view document = "CFDocumentURI"; // of an item that another document owns
inline constexpr std::string_view grouping = "CFAssociationGroupingURI";
// Of the ends of associations, where they do not follow from the goal: identifier, uri and targetType.
inline constexpr std::string_view origin_identifier = "origin.identifier";
inline constexpr std::string_view origin_uri = "origin.uri";
inline constexpr std::string_view origin_type = "origin.targetType";
inline constexpr std::string_view destination_identifier = "destination.identifier";
inline constexpr std::string_view destination_uri = "destination.uri";
inline constexpr std::string_view destination_type = "destination.targetType";
inline constexpr std::string_view keywords = "keywords"; // of a CFConcept
inline constexpr std::string_view type_code = "typeCode";
inline constexpr std::string_view description = "description"; // of a CFLicense, whose text is the licence
inline constexpr std::string_view rubric = "CFRubric";         // the whole of it, JSON
} // namespace extra

namespace own {
inline constexpr std::string_view prefix = "schakel.";
inline constexpr std::string_view central_exam = "schakel.centralExam";
inline constexpr std::string_view school_exam = "schakel.schoolExam";
inline constexpr std::string_view heading = "schakel.heading";
inline constexpr std::string_view optional = "schakel.optional";
inline constexpr std::string_view attitude = "schakel.attitude";
inline constexpr std::string_view state = "schakel.state"; // "deprecated", "deleted"
inline constexpr std::string_view weight = "schakel.weight";
inline constexpr std::string_view relation = "schakel.relation"; // what the association type cannot say
inline constexpr std::string_view predicate = "schakel.predicate";
inline constexpr std::string_view coverage_of_subject = "schakel.coverageOfOrigin";
inline constexpr std::string_view coverage_of_object = "schakel.coverageOfDestination";
inline constexpr std::string_view confidence = "schakel.confidence";
inline constexpr std::string_view justification = "schakel.justification";
inline constexpr std::string_view author = "schakel.author";
inline constexpr std::string_view made_on = "schakel.date";
inline constexpr std::string_view valid_from = "schakel.validFrom";
inline constexpr std::string_view valid_to = "schakel.validTo";
inline constexpr std::string_view review = "schakel.review"; // "reviewed", "rejected"
inline constexpr std::string_view group = "schakel.group";   // id; what follows is told at each of its associations
inline constexpr std::string_view group_title = "schakel.groupTitle";
inline constexpr std::string_view group_origins = "schakel.groupOrigins"; // "complete", "incomplete"
inline constexpr std::string_view group_destinations = "schakel.groupDestinations";
inline constexpr std::string_view group_alternatives = "schakel.groupAlternatives"; // true
// Of a document that stands for a mapping set.
inline constexpr std::string_view mapping_set = "schakel.mappingSet"; // its name
inline constexpr std::string_view origin_framework = "schakel.originFramework";
inline constexpr std::string_view origin_release = "schakel.originRelease";
inline constexpr std::string_view destination_framework = "schakel.destinationFramework";
inline constexpr std::string_view destination_release = "schakel.destinationRelease";
} // namespace own

} // namespace schakel::cf
