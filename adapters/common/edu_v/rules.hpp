// What the administration services say in prose and no schema can, checked on one object as it was read. What takes
// more than one object (ids that occur twice, references that lead nowhere) is found where records are made of them.
#pragma once

#include "adapters/common/edu_v/fault_list.hpp"
#include "adapters/common/edu_v/wire.hpp"

namespace schakel::edu_v {

// A member that the schema misses or refuses is passed over here: one fault, one finding.
void check(const wire::organisation& one, fault_list& found);
void check(const wire::study_offering& one, fault_list& found);
void check(const wire::subject_offering& one, fault_list& found);
void check(const wire::school_period& one, fault_list& found);
void check(const wire::student& one, fault_list& found);
void check(const wire::employee& one, fault_list& found);
void check(const wire::enrollment& one, fault_list& found);
void check(const wire::assignment& one, fault_list& found);
void check(const wire::group& one, fault_list& found);

// References in questions.
void check_school(const reference& school, fault_list& found);
void check_student(const reference& who, fault_list& found);
void check_employee(const reference& who, fault_list& found);

} // namespace schakel::edu_v
