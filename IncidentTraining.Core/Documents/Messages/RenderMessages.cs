using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Documents.Messages;

/// <summary>A message as its readers would receive it.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Filled">The text with the run's values.</param>
/// <param name="Audience">The readers; empty when not specified.</param>
/// <param name="Channels">The text for each channel; empty when the kind names no channel.</param>
public sealed record RenderedMessage(string SectionId, string Title, Filled Filled, string Audience, IReadOnlyList<ChannelText> Channels);

/// <summary>A document's templates filled in with a run's values.</summary>
/// <param name="Messages">The sections with text, in order.</param>
/// <param name="Values">The values by name, for the list of placeholders.</param>
public sealed record RenderedMessages(IReadOnlyList<RenderedMessage> Messages, IReadOnlyDictionary<string, string> Values);

/// <summary>Previews an author's templates with the values of one of their runs. Nothing is stored.</summary>
public sealed class RenderMessages(ReadDocument readDocument, IRunValues runs) : IUseCase
{
    /// <summary>Returns the actor's runs in the document's class.</summary>
    public async Task<Outcome<IReadOnlyList<RunChoice>>> RunsAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        var document = await OwnAsync(actor, documentId, ct);
        return document.Succeeded
            ? Outcome<IReadOnlyList<RunChoice>>.Done(await runs.RunsAsync(actor, document.Value.CohortId, ct))
            : document.Refusal;
    }

    /// <summary>Returns the templates with the values of one of the actor's runs.</summary>
    public async Task<Outcome<RenderedMessages>> RunAsync(Actor actor, Guid documentId, Guid runId, CancellationToken ct = default)
    {
        var document = await OwnAsync(actor, documentId, ct);
        if (!document.Succeeded)
        {
            return document.Refusal;
        }

        var values = await runs.ValuesAsync(actor, runId, ct);
        if (!values.Succeeded)
        {
            return values.Refusal;
        }

        var (kind, body) = (document.Value.Kind, document.Value.Body);
        return new RenderedMessages(
            [
                .. kind
                    .Sections.Where(shape => !string.IsNullOrWhiteSpace(body.Section(shape.Id).Text))
                    .Select(shape => Render(shape, Placeholders.Fill(body.Section(shape.Id).Text, values.Value))),
            ],
            values.Value
        );
    }

    private static RenderedMessage Render(SectionShape shape, Filled filled) =>
        new(
            shape.Id,
            shape.Title,
            filled,
            shape.Audience,
            [.. (shape.Channels ?? []).Select(channel => ChannelText.Of(channel, filled.Text))]
        );

    private async Task<Outcome<DocumentView>> OwnAsync(Actor actor, Guid documentId, CancellationToken ct)
    {
        var document = await readDocument.RunAsync(actor, documentId, ct);
        return !document.Succeeded || document.Value.IsMine ? document : Refusal.NotAllowed("Only the author can preview templates.");
    }
}
