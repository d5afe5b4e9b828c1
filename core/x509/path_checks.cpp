// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/path_checks.h"

#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"

#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>

namespace x509 {

namespace {

using StackOfNobodys =
    std::unique_ptr<STACK_OF(X509), HandleDeleter<STACK_OF(X509), [](STACK_OF(X509) * stack) {
                        sk_X509_free(stack);
                    }>>;
using StackOfWishes = std::unique_ptr<STACK_OF(ASN1_OBJECT),
                                      HandleDeleter<STACK_OF(ASN1_OBJECT), [](STACK_OF(ASN1_OBJECT) * stack) {
                                          sk_ASN1_OBJECT_free(stack);
                                      }>>;

int countOf(const STACK_OF(GENERAL_SUBTREE) * subtrees)
{
    return subtrees ? sk_GENERAL_SUBTREE_num(subtrees) : 0;
}

/// Whether all subtrees are of forms that Apple compares: mail, DNS, URI, IP and directory names.
bool areComparable(const STACK_OF(GENERAL_SUBTREE) * subtrees)
{
    for (int index = 0; index < countOf(subtrees); ++index) {
        const int form = sk_GENERAL_SUBTREE_value(subtrees, index)->base->type;
        constexpr std::array compared{GEN_EMAIL, GEN_DNS, GEN_URI, GEN_IPADD, GEN_DIRNAME};
        if (std::find(compared.begin(), compared.end(), form) == compared.end())
            return false;
    }
    return true;
}

}  // namespace

bool obeysNameConstraints(const Certificate& certificate, const Certificate& issuer)
{
    const QuietErrors quiet;
    int critical = 0;
    const Handle<NAME_CONSTRAINTS, NAME_CONSTRAINTS_free> constraints(static_cast<NAME_CONSTRAINTS*>(
        X509_get_ext_d2i(issuer.handle(), NID_name_constraints, &critical, nullptr)));
    constexpr int absent = -1;
    if (!constraints)
        return critical == absent;
    constexpr int most = 1023;
    if (countOf(constraints->permittedSubtrees) + countOf(constraints->excludedSubtrees) > most)
        return false;
    if (critical == 1
        && !(areComparable(constraints->permittedSubtrees) && areComparable(constraints->excludedSubtrees)))
        return false;
    // OpenSSL looks at the names it has decoded before, and -1 decodes them without asking for a purpose.
    X509_check_purpose(certificate.handle(), -1, 0);
    return NAME_CONSTRAINTS_check(certificate.handle(), constraints.get()) == X509_V_OK;
}

bool policiesFit(const std::vector<Certificate>& chain)
{
    const QuietErrors quiet;
    const StackOfNobodys stack(sk_X509_new_null());
    for (const Certificate& certificate : chain)
        sk_X509_push(stack.get(), certificate.handle());
    // RFC 5280, 6.1.1 (c): without a wish of the user's own, any policy will do. OpenSSL wants to be told.
    const StackOfWishes wishes(sk_ASN1_OBJECT_new_null());
    sk_ASN1_OBJECT_push(wishes.get(), OBJ_nid2obj(NID_any_policy));
    X509_POLICY_TREE* tree = nullptr;
    int isExplicit = 0;
    const int result = X509_policy_check(&tree, &isExplicit, stack.get(), wishes.get(), 0);
    X509_policy_tree_free(tree);
    return result == X509_PCY_TREE_VALID;
}

}  // namespace x509
