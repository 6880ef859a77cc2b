using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents.Evidence;

/// <summary>Finds evidence for a document in the lab run that it is about, for its writers.</summary>
public sealed class FindEvidence(ReadDocument readDocument, IRunEvidence runs, IValidator<EvidenceQuery> validator)
{
    /// <summary>The rules for what is looked for.</summary>
    public sealed class Rules : AbstractValidator<EvidenceQuery>
    {
        /// <summary>Creates the rules.</summary>
        public Rules()
        {
            RuleFor(query => query.Kind).IsInEnum();
            RuleFor(query => query.Search).NotNull().MaximumLength(200).WithMessage("Search with at most 200 characters.");
            RuleFor(query => query).Must(query => query.From >= TimeSpan.Zero && query.From < query.To && query.To <= TimeSpan.FromDays(1))
                .WithMessage("The time must begin before it ends.");
        }
    }

    /// <summary>What was found.</summary>
    public async Task<Outcome<IReadOnlyList<EvidenceItem>>> RunAsync(Actor actor, Guid documentId, EvidenceQuery query, CancellationToken ct = default)
    {
        if (await validator.ValidateAsync(query, ct) is { IsValid: false } invalid)
        {
            return Refusal.Invalid(invalid);
        }

        var document = await readDocument.RunAsync(actor, documentId, ct);
        if (!document.Succeeded)
        {
            return document.Refusal;
        }

        if (!document.Value.IsMine)
        {
            return Refusal.NotAllowed("Evidence is attached by the document's writers.");
        }

        return document.Value.SourceRunId is { } runId
            ? await runs.FindAsync(actor, runId, query, ct)
            : Refusal.NotFound("This document is about no lab run.");
    }
}
