using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentTraining.Core.People;

/// <summary>A person named in an archive.</summary>
/// <param name="Id">The id in the archive.</param>
/// <param name="Name">The name.</param>
internal sealed record ArchivedPerson(Guid Id, string Name);

/// <summary>
/// Validates an archive completely before anything is stored: checksums, columns, types, and that each row refers only to rows and people
/// of the archive.
/// </summary>
internal sealed partial class ArchiveCheck
{
    private static readonly HashSet<string> PersonColumns = ["Id", "Name"];

    private readonly ArchiveFile _file;
    private readonly Dictionary<IEntityType, HashSet<Guid>> _keys = [];
    private readonly Dictionary<Guid, HashSet<ClassRole>> _roles = [];

    private ArchiveCheck(ArchiveFile file, ArchiveManifest manifest) => (_file, Manifest) = (file, manifest);

    /// <summary>The manifest.</summary>
    public ArchiveManifest Manifest { get; }

    /// <summary>The people of the archive.</summary>
    public Dictionary<Guid, ArchivedPerson> People { get; } = [];

    /// <summary>The roles of the people who are members of the class.</summary>
    public IReadOnlyDictionary<Guid, HashSet<ClassRole>> Roles => _roles;

    /// <summary>Number of rows per table.</summary>
    public Dictionary<IEntityType, int> Rows { get; } = [];

    /// <summary>Ids of the archive's rows, not of its people.</summary>
    public HashSet<Guid> Brought { get; } = [];

    /// <summary>Ids that are referenced but not in the archive: they must not exist in this portal.</summary>
    public HashSet<Guid> Strange { get; } = [];

    /// <summary>Checks an archive.</summary>
    /// <exception cref="ArchiveFaultException">Why it cannot be imported.</exception>
    public static async Task<ArchiveCheck> RunAsync(ArchiveFile file, TrainingDb db, CancellationToken ct)
    {
        var check = new ArchiveCheck(file, await file.ManifestAsync(ct));
        var tables = ArchiveFormat.Tables(new OwnedRows(db, typeof(Cohort), Guid.Empty));
        check.CheckFiles(tables);
        await check.ReadPeopleAsync(ct);
        foreach (var type in tables)
        {
            await check.ReadAsync(type, ct);
        }

        check.Strange.ExceptWith(check.Brought);
        check.Strange.ExceptWith(check.People.Keys);
        check.Strange.Remove(Guid.Empty);
        return check;
    }

    /// <summary>Reads the rows of a table again, after the check.</summary>
    public async IAsyncEnumerable<IReadOnlyDictionary<IProperty, object?>> RowsAsync(
        IEntityType type,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        var (part, columns, row) = (PartOf(type), new ArchiveColumns(type), 0);
        await foreach (var line in _file.LinesAsync(part, ct))
        {
            yield return columns.Read(line, $"Line {++row} of {part.File}");
        }
    }

    private void CheckFiles(IReadOnlyList<IEntityType> tables)
    {
        var expected = tables.Select(ArchiveFormat.FileOf).Append(ArchiveFormat.People).ToHashSet();
        if (Manifest.Files.Count != Manifest.Files.DistinctBy(part => part.File).Count())
        {
            throw new ArchiveFaultException("The manifest lists a file twice.");
        }

        foreach (var name in _file.Names.Where(name => name != ArchiveFormat.Manifest).Concat(Manifest.Files.Select(part => part.File)))
        {
            if (!expected.Contains(name))
            {
                throw new ArchiveFaultException(
                    $"The archive has a file that this portal does not recognise: “{(name.Length > 60 ? $"{name[..60]}…" : name)}”."
                );
            }
        }

        foreach (var name in expected)
        {
            if (!_file.Names.Contains(name) || Manifest.Files.All(part => part.File != name))
            {
                throw new ArchiveFaultException(
                    $"The archive has no {name}. It was written by another version of the portal, or it is incomplete."
                );
            }
        }
    }

    private async Task ReadPeopleAsync(CancellationToken ct)
    {
        var row = 0;
        await foreach (var line in _file.LinesAsync(Manifest.Files.Single(part => part.File == ArchiveFormat.People), ct))
        {
            var place = $"Line {++row} of {ArchiveFormat.People}";
            if (
                line.ValueKind is not JsonValueKind.Object
                || !line.EnumerateObject().Select(cell => cell.Name).Order().SequenceEqual(PersonColumns.Order())
            )
            {
                throw new ArchiveFaultException(
                    $"{place} must have an id and a name, and nothing else. Rights and passphrases are never imported."
                );
            }

            if (
                line.GetProperty("Id") is not { ValueKind: JsonValueKind.String } text
                || !text.TryGetGuid(out var id)
                || line.GetProperty("Name") is not { ValueKind: JsonValueKind.String } name
            )
            {
                throw new ArchiveFaultException($"{place} has no valid id and name.");
            }

            if (PersonName.ProblemOf(name.GetString()!) is { } problem)
            {
                throw new ArchiveFaultException($"{place}: {problem}");
            }

            if (!People.TryAdd(id, new ArchivedPerson(id, name.GetString()!)) || row > ArchiveFormat.MostPeople)
            {
                throw new ArchiveFaultException(
                    row > ArchiveFormat.MostPeople
                        ? $"The archive has more than {ArchiveFormat.MostPeople} people."
                        : $"{place} is a person who is already listed."
                );
            }
        }
    }

    private async Task ReadAsync(IEntityType type, CancellationToken ct)
    {
        var keys = _keys[type] = [];
        var primary = type.FindPrimaryKey()!.Properties;
        var own = primary.Where(property => property.ClrType == typeof(Guid) && !property.IsForeignKey()).ToList();
        var (toItself, seen, row) = (new List<(Guid To, string Place)>(), new HashSet<string>(), 0);
        await foreach (var values in RowsAsync(type, ct))
        {
            var place = $"Line {++row} of {ArchiveFormat.FileOf(type)}";
            if (!seen.Add(string.Join('/', primary.Select(property => values[property]))))
            {
                throw new ArchiveFaultException($"{place} has the key of another row.");
            }

            Brought.UnionWith(own.Select(property => (Guid)values[property]!));
            if (primary is [var only] && values[only] is Guid key)
            {
                keys.Add(key);
            }

            foreach (var (property, value) in values)
            {
                CheckCell(type, property, value, place, toItself);
            }

            CheckClass(type, values, place);
        }

        Rows[type] = row;
        if (toItself.Find(one => !keys.Contains(one.To)) is { Place: { } outside })
        {
            throw Outside(outside);
        }

        if (type.ClrType == typeof(Cohort) && (row != 1 || !keys.Contains(Manifest.Cohort.Id)))
        {
            throw new ArchiveFaultException("The archive must contain exactly the class named in its manifest.");
        }
    }

    private void CheckCell(IEntityType type, IProperty property, object? value, string place, List<(Guid To, string Place)> toItself)
    {
        if (value is string text)
        {
            foreach (var found in Ids().EnumerateMatches(text))
            {
                Strange.Add(Guid.Parse(text.AsSpan(found.Index, found.Length)));
            }
        }

        if (value is not Guid id)
        {
            return;
        }

        var principals = property.GetContainingForeignKeys().Select(key => key.PrincipalEntityType).ToList();
        foreach (var principal in principals)
        {
            if (principal == type)
            {
                toItself.Add((id, place));
            }
            else if (
                principal.ClrType == typeof(Person)
                    ? !People.ContainsKey(id)
                    : !_keys.TryGetValue(principal, out var there) || !there.Contains(id)
            )
            {
                throw Outside(place);
            }
        }

        if (principals.Count == 0)
        {
            Strange.Add(id);
        }
    }

    private void CheckClass(IEntityType type, IReadOnlyDictionary<IProperty, object?> values, string place)
    {
        if (type.ClrType != typeof(Membership))
        {
            return;
        }

        var role = (ClassRole)values[type.FindProperty(nameof(Membership.Role))!]!;
        var person = (Guid)values[type.FindProperty(nameof(Membership.PersonId))!]!;
        var roles = _roles.TryGetValue(person, out var held) ? held : _roles[person] = [];
        roles.Add(role);
        if (roles.Contains(ClassRole.Trainee) && roles.Count > 1)
        {
            throw new ArchiveFaultException(
                $"{place}: {People[person].Name} is both a trainee and staff of the class, which is not allowed."
            );
        }
    }

    private static ArchiveFaultException Outside(string place) => new($"{place} refers to something that is not in the archive.");

    private ArchivePart PartOf(IEntityType type) => Manifest.Files.Single(part => part.File == ArchiveFormat.FileOf(type));

    [GeneratedRegex("(?<![0-9A-Fa-f-])[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Fa-f-])")]
    internal static partial Regex Ids();
}
