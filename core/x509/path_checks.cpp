// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/x509/path_checks.h"

#include "core/x509/handle.h"
#include "core/x509/openssl_error.h"

#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace x509 {

namespace {

using StackOfNobodys =
    std::unique_ptr<STACK_OF(X509), HandleDeleter<STACK_OF(X509), [](STACK_OF(X509) * stack) {
                        sk_X509_free(stack);
                    }>>;

int countOf(const STACK_OF(GENERAL_SUBTREE) * subtrees)
{
    return subtrees ? sk_GENERAL_SUBTREE_num(subtrees) : 0;
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
    X509_POLICY_TREE* tree = nullptr;
    int isExplicit = 0;
    const int result = X509_policy_check(&tree, &isExplicit, stack.get(), nullptr, 0);
    X509_policy_tree_free(tree);
    return result == X509_PCY_TREE_VALID;
}

}  // namespace x509
