using System.Text.RegularExpressions;
using IncidentTraining.Core.People;

namespace IncidentTraining.Web.Features.People;

/// <summary>The actions of the audit log in words.</summary>
internal static partial class AuditWords
{
    /// <summary>For example "Sign in failed".</summary>
    public static string Of(AuditAction action) => WordStart().Replace(action.ToString(), found => $" {found.Value.ToLowerInvariant()}");

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
