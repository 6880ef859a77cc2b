using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Signs in with a passkey whose signature was verified. The device has checked its PIN, a fingerprint or a face, so it counts as both
/// factors.
/// </summary>
public sealed class UsePasskey(WriteGate gate, TimeProvider time) : IUseCase
{
    /// <summary>The message for every error.</summary>
    public static readonly Refusal NotRecognised = Refusal.NotAllowed(
        "This passkey cannot sign in here. It may have been removed, or the account is disabled. Sign in with your passphrase."
    );

    /// <summary>The id of the account that the passkey belongs to.</summary>
    /// <param name="shown">The passkey, as updated by the signature check.</param>
    /// <param name="visit">The source of the attempt.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<Outcome<string>> RunAsync(UserPasskeyInfo shown, Visit visit, CancellationToken ct = default)
    {
        // Committed in any case: a refused sign-in is a line of the log.
        var userId = await gate.WriteAsync<string>(
            async db =>
            {
                if (await db.Set<Passkey>().SingleOrDefaultAsync(one => one.CredentialId == shown.CredentialId, ct) is not { } passkey)
                {
                    return "";
                }

                var person = await db.Set<Person>().SingleAsync(one => one.Id == passkey.PersonId, ct);
                if (person.DisabledAt is not null)
                {
                    db.Audit(AuditAction.SignInFailed, time, by: null, person: person.Id, address: visit.Address, note: "passkey");
                    return "";
                }

                passkey.Use(shown, time.GetUtcNow().UtcDateTime);
                return person.UserId;
            },
            ct
        );
        return userId.Value.Length > 0 ? userId : NotRecognised;
    }
}
