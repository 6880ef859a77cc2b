using FluentValidation;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Documents.Editing;

/// <summary>Submits a document for review; it must be complete.</summary>
public sealed class SubmitDocument(WriteGate gate, DocumentKinds kinds, LiveEvents events, TimeProvider time, InputRules rules) : IUseCase
{
    /// <summary>A document to submit.</summary>
    /// <param name="Kind">The kind, which defines what is required.</param>
    public sealed record Finished(DocumentKind Kind, DocumentBody Body);

    /// <summary>
    /// Validation rules for a complete document. Field names are <c>title</c> and section ids, with <c>action-items[0].owner</c> for their
    /// items.
    /// </summary>
    public sealed class Rules : AbstractValidator<Finished>
    {
        public Rules() =>
            RuleFor(finished => finished)
                .Custom(
                    (finished, context) =>
                    {
                        if (string.IsNullOrWhiteSpace(finished.Body.Title))
                        {
                            context.AddFailure("title", "Give the document a title.");
                        }

                        foreach (var shape in finished.Kind.Sections)
                        {
                            var section = finished.Body.Section(shape.Id);
                            if (shape.Required && !shape.IsFilledBy(section))
                            {
                                context.AddFailure(
                                    shape.Id,
                                    shape.Form is SectionForm.ActionItems
                                        ? $"{shape.Title}: add at least one action item."
                                        : $"{shape.Title}: this section is empty or contains only the outline."
                                );
                            }

                            foreach (var (item, index) in section.ActionItems.Select((item, index) => (item, index)))
                            {
                                foreach (var (field, wanted) in Missing(item))
                                {
                                    context.AddFailure($"{shape.Id}[{index}].{field}", $"{shape.Title}, item {index + 1}: {wanted}.");
                                }
                            }
                        }
                    }
                );

        private static IEnumerable<(string Field, string Wanted)> Missing(ActionItem item)
        {
            if (string.IsNullOrWhiteSpace(item.What))
            {
                yield return ("what", "say what will be done");
            }

            if (string.IsNullOrWhiteSpace(item.Owner))
            {
                yield return ("owner", "name one owner");
            }

            if (item.DueOn is null && !item.Done)
            {
                yield return ("dueOn", "give a follow-up date");
            }

            if (item.Kind is null)
            {
                yield return ("kind", "say whether it prevents, detects or mitigates");
            }

            if (item.Priority is null)
            {
                yield return ("priority", "give a priority");
            }
        }
    }

    /// <summary>Submits the document and returns its new version.</summary>
    /// <param name="actor">The author.</param>
    /// <param name="seenVersion">The version that the author saw; prevents submitting a text they have not read.</param>
    /// <param name="ct">Cancels the request.</param>
    public async Task<Outcome<int>> RunAsync(Actor actor, Guid documentId, int seenVersion, CancellationToken ct = default)
    {
        Document? submitted = null;
        var outcome = await gate.WriteAsync<int>(
            async db =>
            {
                var found = await db.OwnDocumentAsync(actor, documentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                var document = found.Value;
                if (document.IsOpen && document.Version != seenVersion)
                {
                    return Refusal.Conflict(
                        "The document was changed in another window. Reload this page and read the document before you submit it."
                    );
                }

                var body = document.ReadBody();
                var finished = new Finished(kinds.Shape(document.KindId, body), body);
                if (document.IsOpen && rules.Refuse(finished) is { } incomplete)
                {
                    return incomplete;
                }

                var now = time.GetUtcNow().UtcDateTime;
                if (document.Submit(now) is { Succeeded: false } wrong)
                {
                    return wrong.Refusal;
                }

                await db.RecordVersionAsync(document.Id, actor.PersonId, VersionReason.Submitted, body, now, ct);
                submitted = document;
                return document.Version;
            },
            ct
        );

        if (submitted is not null)
        {
            await events.AnnounceAsync(submitted);
        }

        return outcome;
    }
}
