using FluentValidation;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents.Evidence;

/// <summary>Searches the lab run of a document for data to insert, for its writers.</summary>
public sealed class FindEvidence(ReadDocument readDocument, IRunEvidence runs, InputRules rules) : IUseCase
{
    /// <summary>Validation rules for the search.</summary>
    public sealed class Rules : AbstractValidator<EvidenceQuery>
    {
        public Rules()
        {
            RuleFor(query => query.Kind).IsInEnum();
            RuleFor(query => query.Search).NotNull().MaximumLength(200).WithMessage("A search can have at most 200 characters.");
            RuleFor(query => query)
                .Must(query => query.From >= TimeSpan.Zero && query.From < query.To && query.To <= TimeSpan.FromDays(1))
                .WithMessage("The start time must be before the end time.");
        }
    }

    /// <summary>The search results.</summary>
    public async Task<Outcome<IReadOnlyList<EvidenceItem>>> RunAsync(
        Actor actor,
        Guid documentId,
        EvidenceQuery query,
        CancellationToken ct = default
    )
    {
        if (rules.Refuse(query) is { } invalid)
        {
            return invalid;
        }

        var document = await readDocument.RunAsync(actor, documentId, ct);
        if (!document.Succeeded)
        {
            return document.Refusal;
        }

        if (!document.Value.IsMine)
        {
            return Refusal.NotAllowed("Only the document's writers can attach run data.");
        }

        return document.Value.SourceRunId is { } runId
            ? await runs.FindAsync(actor, runId, query, ct)
            : Refusal.NotFound("This document is not about a lab run.");
    }
}
