using System.Text.Json.Nodes;

namespace IncidentTraining.Core.Content;

/// <summary>
/// Writes the JSON schema of a kind of content file, for completion and validation in editors. It consists of what the files' reader
/// requested while it read examples, so it cannot differ from the reader; a part that no example contains is accepted as it is.
/// </summary>
public static class YamlSchema
{
    private static readonly JsonArray Scalar = ["string", "number", "boolean"];

    /// <summary>The schema.</summary>
    /// <param name="title">The title of the schema.</param>
    /// <param name="read">Files after they were read; together they should have every part.</param>
    public static JsonObject Of(string title, IReadOnlyList<ContentFile> read)
    {
        var schema = ObjectOf([.. read.SelectMany(file => file.Roots)]);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        return schema;
    }

    private static JsonObject ObjectOf(IReadOnlyList<YamlMap> maps)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (
            var key in maps.SelectMany(map => map.Asked.Keys)
                .Distinct()
                .Where(key =>
                    !maps.Any(map => map.TakesAnyKey)
                    || maps.Any(map => map.Asked.GetValueOrDefault(key) is { IsRequired: true } or { Kind: not YamlKind.Text })
                )
                .Order(StringComparer.Ordinal)
        )
        {
            var shapes = maps.Select(map => map.Asked.GetValueOrDefault(key)).OfType<YamlShape>().ToList();
            properties[key] = PropertyOf(
                shapes.FirstOrDefault(shape => shape.Kind != YamlKind.Any) ?? shapes[0],
                [.. maps.SelectMany(map => map.Nested).Where(nested => nested.Key == key)]
            );
            if (maps.All(map => map.Asked.GetValueOrDefault(key) is { IsRequired: true }))
            {
                required.Add(key);
            }
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = required,
            ["additionalProperties"] = maps.Any(map => map.TakesAnyKey) ? new JsonObject { ["type"] = Scalar.DeepClone() } : false,
        };
    }

    private static JsonObject PropertyOf(YamlShape shape, IReadOnlyList<(string Key, bool InList, YamlMap Map)> nested)
    {
        if (nested.Count > 0)
        {
            var inner = ObjectOf([.. nested.Select(one => one.Map)]);
            return nested.Any(one => one.InList) ? new JsonObject { ["type"] = "array", ["items"] = inner } : inner;
        }

        return shape.Kind switch
        {
            YamlKind.Text => new JsonObject { ["type"] = Scalar.DeepClone() },
            YamlKind.Whole => Bounded("integer", shape),
            YamlKind.Number => Bounded("number", shape),
            YamlKind.Flag => new JsonObject { ["type"] = "boolean" },
            YamlKind.Duration => new JsonObject { ["type"] = "string", ["pattern"] = YamlValue.DurationPattern },
            YamlKind.OneOf => new JsonObject { ["enum"] = new JsonArray([.. shape.Choices!.Select(choice => JsonValue.Create(choice))]) },
            YamlKind.Texts => new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = Scalar.DeepClone() },
            },
            YamlKind.List => new JsonObject { ["type"] = "array" },
            _ => new JsonObject(),
        };
    }

    private static JsonObject Bounded(string type, YamlShape shape)
    {
        var schema = new JsonObject { ["type"] = type, ["minimum"] = shape.Minimum };
        if (shape.Maximum is { } maximum)
        {
            schema["maximum"] = maximum;
        }

        return schema;
    }
}
