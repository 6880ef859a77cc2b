using System.Text.Json;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Reading;

namespace IncidentTraining.Core.Documents.Exchange;

/// <summary>
/// Exports a document as JSON, for other programs. Fields are only ever added; a change of meaning raises the format's number.
/// </summary>
public static class DocumentJson
{
    private static readonly JsonSerializerOptions Indented = new(DocumentBody.Json) { WriteIndented = true };

    /// <summary>The document with its sections in reading order, including empty ones.</summary>
    public static string Write(DocumentView document) =>
        JsonSerializer.Serialize(
            new
            {
                format = "incident-training-document/1",
                kind = document.Kind.Id,
                title = document.Body.Title,
                author = document.OwnerName,
                state = document.State,
                writtenAt = document.WrittenAt,
                submittedAt = document.SubmittedAt,
                sections = document.Kind.Sections.Select(shape => Section(shape, document.Body.Section(shape.Id))),
            },
            Indented
        );

    private static object Section(SectionShape shape, SectionBody section) =>
        shape.Form is SectionForm.ActionItems
            ? new
            {
                shape.Id,
                shape.Title,
                section.ActionItems,
            }
            : new
            {
                shape.Id,
                shape.Title,
                section.Text,
            };
}
