using FluentValidation;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.Editing;

/// <summary>The author dismisses a finding with a reason, or restores it. A check is a hint; its writer has the last word.</summary>
public sealed class DismissFinding(WriteGate gate, TimeProvider time) : IUseCase
{
    // Each is a row of a few hundred bytes; no one needs this many.
    private const int MostInADocument = 500;

    /// <summary>The finding to dismiss or restore.</summary>
    /// <param name="DocumentId">The document.</param>
    /// <param name="CheckId">Which check.</param>
    /// <param name="Key">The finding's key.</param>
    /// <param name="Reason">Why it does not apply; null to restore it.</param>
    public sealed record Input(Guid DocumentId, string CheckId, string Key, string? Reason);

    /// <summary>Validation rules for the input.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(input => input.CheckId).Must(id => CheckCatalogue.Find(id) is not null).WithMessage("There is no such check.");
            RuleFor(input => input.Key).Matches("^[0-9a-f]{24}$").WithMessage("There is no such finding.");
            RuleFor(input => input.Reason)
                .NotEqual("")
                .MaximumLength(CheckDismissal.LongestReason)
                .WithMessage($"Explain in a sentence why it does not apply, in at most {CheckDismissal.LongestReason} characters.");
        }
    }

    /// <summary>Dismisses the finding, or restores it.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        input = input with { Reason = input.Reason?.Trim() };
        return await gate.WriteAsync(
            input,
            async db =>
            {
                var found = await db.OwnDocumentAsync(actor, input.DocumentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                if (!found.Value.IsOpen)
                {
                    return Refusal.TooLate("The document is not with its author now, so its checks stay as submitted.");
                }

                var all = db.Set<CheckDismissal>();
                var present = await all.SingleOrDefaultAsync(
                    dismissal => dismissal.DocumentId == input.DocumentId && dismissal.Key == input.Key,
                    ct
                );
                var now = time.GetUtcNow().UtcDateTime;
                switch (present, input.Reason)
                {
                    case (null, { } reason):
                        if (await all.CountAsync(dismissal => dismissal.DocumentId == input.DocumentId, ct) >= MostInADocument)
                        {
                            return Refusal.Invalid($"At most {MostInADocument} findings can be dismissed in a document.");
                        }

                        db.Add(new CheckDismissal(input.DocumentId, input.Key, input.CheckId, actor.PersonId, reason, now));
                        break;
                    case ({ } dismissal, { } reason):
                        dismissal.Change(actor.PersonId, reason, now);
                        break;
                    case ({ } dismissal, null):
                        db.Remove(dismissal);
                        break;
                }

                return Outcome.Done;
            },
            ct
        );
    }
}
